import { beforeEach, expect, test, vi } from 'vitest';
import { ApiClient, fileName, newKey, readCookie } from './client';
import { ApiError } from './problems';

const answer = (status: number, body: unknown, type = 'application/json') =>
  new Response(status === 204 ? null : typeof body === 'string' ? body : JSON.stringify(body), {
    status,
    headers: { 'Content-Type': type },
  });

let send: ReturnType<typeof vi.fn<typeof fetch>>;
let client: ApiClient;

beforeEach(() => {
  document.cookie = 'csrftoken=abc123';
  send = vi.fn<typeof fetch>();
  client = new ApiClient('north', send);
});

async function failure(): Promise<ApiError> {
  return client.request('POST', '/generations', { body: {} }).then(
    () => Promise.reject(new Error('it did not fail')),
    (error: ApiError) => error,
  );
}

test('every request names the workspace; one that writes carries the CSRF token and its key', async () => {
  send.mockResolvedValue(answer(202, { id: 'g' }));
  await client.request('POST', '/generations', { body: { prompt: 'x' }, key: 'k-1' });
  const [address, init] = send.mock.calls[0] ?? [];
  expect(address).toBe('/api/v1/generations');
  expect(init?.headers).toMatchObject({
    'Dailies-Workspace': 'north',
    'X-CSRFToken': 'abc123',
    'Idempotency-Key': 'k-1',
    'Content-Type': 'application/json',
  });
  expect(init?.body).toBe('{"prompt":"x"}');
});

test('a change says which edition it is of, where one was seen', async () => {
  send.mockImplementation(() => Promise.resolve(answer(200, {})));
  await client.request('PATCH', '/scenes/1', { body: {}, match: '"a1"' });
  await client.request('PATCH', '/scenes/1', { body: {} });
  expect(send.mock.calls[0]?.[1]?.headers).toMatchObject({ 'If-Match': '"a1"' });
  expect(send.mock.calls[1]?.[1]?.headers).not.toHaveProperty('If-Match');
});

test('what is asked for waits for a change on its way, even one that fails', async () => {
  let refuse: (reason: Error) => void = () => undefined;
  send.mockReturnValueOnce(new Promise((_, reject) => (refuse = reject)));
  send.mockImplementation(() => Promise.resolve(answer(202, { id: 'g' })));
  const changed = client.request('PATCH', '/projects/1', { body: { fallback_policy: 'automatic' } });
  const asked = client.request('POST', '/generations', { body: {} });
  const read = client.request('GET', '/projects/1');
  await read;
  expect(send.mock.calls.map(([, init]) => init?.method)).toEqual(['PATCH', 'GET']);
  refuse(new TypeError('the line is cut'));
  await expect(changed).rejects.toBeInstanceOf(ApiError);
  expect(await asked).toEqual({ id: 'g' });
  expect(send.mock.calls.map(([, init]) => init?.method)).toEqual(['PATCH', 'GET', 'POST']);
});

test('a form is sent as it is, so that the browser writes its boundary', async () => {
  send.mockResolvedValue(answer(201, {}));
  const form = new FormData();
  await client.request('POST', '/scenes/1/uploads', { form });
  const init = send.mock.calls[0]?.[1];
  expect(init?.body).toBe(form);
  expect(init?.headers).not.toHaveProperty('Content-Type');
});

test('an answer without a body is null', async () => {
  send.mockResolvedValue(answer(204, null));
  expect(await client.request('DELETE', '/projects/1')).toBeNull();
});

test('a problem arrives with its fields, sentence and advice', async () => {
  const body = {
    title: 'Bad',
    detail: 'The prompt is empty.',
    advice: 'Describe it.',
    errors: [{ field: 'prompt', detail: 'The prompt is empty.', advice: 'Describe it.' }],
  };
  send.mockResolvedValue(answer(400, body, 'application/problem+json'));
  const error = await failure();
  expect(error.status).toBe(400);
  expect(error.problem.errors[0]).toEqual({ field: 'prompt', detail: 'The prompt is empty.', advice: 'Describe it.' });
});

test('an error page of a proxy becomes plain words', async () => {
  send.mockResolvedValue(answer(502, '<html>Bad gateway</html>', 'text/html'));
  const error = await failure();
  expect(error.problem.detail).toBe('Something went wrong on our side.');
  expect(error.problem.advice).not.toBe('');
});

test('a lost connection is status 0 and says that nothing is lost', async () => {
  send.mockRejectedValue(new TypeError('Failed to fetch'));
  const error = await failure();
  expect(error.status).toBe(0);
  expect(error.problem.advice).toContain('Nothing you made is lost');
});

test('an aborted request stays an abort', async () => {
  send.mockRejectedValue(new DOMException('gone', 'AbortError'));
  await expect(client.request('GET', '/projects')).rejects.toBeInstanceOf(DOMException);
});

test('a key is a UUID also where the browser offers none', () => {
  const pattern = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
  expect(newKey()).toMatch(pattern);
  vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint8Array) => bytes.fill(255) });
  expect(newKey()).toMatch(pattern);
  vi.unstubAllGlobals();
});

test('a cookie is found by its whole name', () => {
  expect(readCookie('token', 'csrftoken=a; token=b%20c')).toBe('b c');
  expect(readCookie('missing', 'csrftoken=a')).toBe('');
});

test('a file comes as it is, under its exact name', async () => {
  const headers = { 'Content-Disposition': `attachment; filename="a.json"; filename*=UTF-8''%D9%82.json` };
  send.mockResolvedValue(new Response('{"seconds": 4.0}', { headers }));
  const file = await client.file('/projects/p/document');
  expect(file.name).toBe('ق.json');
  expect(await file.content.text()).toBe('{"seconds": 4.0}');
  expect(send.mock.calls[0]?.[0]).toBe('/api/v1/projects/p/document');
});

test('a file that is refused is the problem that it is told as', async () => {
  send.mockResolvedValue(answer(409, { detail: 'Too many words.' }, 'application/problem+json'));
  await expect(client.file('/projects/p/document')).rejects.toMatchObject({ problem: { detail: 'Too many words.' } });
});

test.each([
  [`attachment; filename="a b.json"`, 'a b.json'],
  [`attachment; filename="a.json"; filename*=UTF-8''%E0%A4%A`, 'a.json'],
  ['', 'download'],
])('the name in %o is %o', (header, name) => {
  expect(fileName(header)).toBe(name);
});
