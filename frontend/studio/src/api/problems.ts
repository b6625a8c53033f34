/** Errors as people read them: RFC 9457 bodies of the API, and the same shape for what the API never saw. */

export interface FieldProblem {
  field: string;
  detail: string;
  advice: string;
}

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  advice: string;
  errors: FieldProblem[];
}

/** `status` 0: the request never reached the studio. */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'ApiError';
    this.status = problem.status;
    this.problem = problem;
  }
}

const SPOKEN: Record<number, [title: string, detail: string, advice: string]> = {
  0: [
    'No connection',
    'The studio cannot be reached right now.',
    'Check the connection, then try again. Nothing you made is lost.',
  ],
  401: ['Logged out', 'You are logged out.', 'Log in again to go on. Nothing you made is lost.'],
  403: ['Not allowed', 'This is not allowed with your role in this workspace.', 'Ask the owner of the workspace.'],
  404: [
    'Not found',
    'This is not here. It may have been deleted, or the address may be wrong.',
    'Go back to your projects.',
  ],
  413: ['Too large', 'This file is too large to send.', 'A smaller picture would work.'],
  429: ['One moment', 'Too many requests at once.', 'Try again in a minute.'],
};
const ANYTHING_ELSE: [string, string, string] = [
  'Did not work',
  'Something went wrong on our side.',
  'Try again. If it keeps failing, look at the log of the studio.',
];

export function spokenProblem(status: number): Problem {
  const [title, detail, advice] = SPOKEN[status] ?? ANYTHING_ELSE;
  return { type: 'about:blank', title, status, detail, advice, errors: [] };
}

/** Fills what a body leaves out, so that a page never shows an empty error. */
export function readProblem(status: number, body: unknown): Problem {
  const spoken = spokenProblem(status);
  if (typeof body !== 'object' || body === null) return spoken;
  const given = body as Partial<Problem>;
  return {
    type: text(given.type) ?? spoken.type,
    title: text(given.title) ?? spoken.title,
    status,
    detail: text(given.detail) ?? spoken.detail,
    advice: text(given.advice) ?? (text(given.detail) ? '' : spoken.advice),
    errors: Array.isArray(given.errors) ? given.errors.filter(isFieldProblem) : [],
  };
}

export function asProblem(error: unknown): Problem {
  if (error instanceof ApiError) return error.problem;
  throw error;
}

/** The first problem of any of `fields`: some fields have two names (`prompt` here is `idea` there). */
export function fieldProblem(problem: Problem | null, ...fields: string[]): FieldProblem | null {
  return problem?.errors.find((error) => fields.includes(error.field)) ?? null;
}

/** True when a field on the page shows the problem already, so no notice repeats it. */
export function isShownAtField(problem: Problem | null, fields: string[]): boolean {
  const errors = problem?.errors ?? [];
  return errors.length > 0 && errors.every((error) => fields.includes(error.field));
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function isFieldProblem(value: unknown): value is FieldProblem {
  const error = value as Partial<FieldProblem> | null;
  return typeof error?.field === 'string' && typeof error.detail === 'string';
}
