/** Handing a file to the browser, which asks where to keep it, or keeps it with the downloads. */
import type { NamedFile } from '../api/client';

export function saveFile({ name, content }: NamedFile): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address)); // after the click is done: some browsers read it then
}
