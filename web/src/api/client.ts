/** The gateway over HTTP: typed by its OpenAPI, every refusal an `ApiError` with the request's id. */
import type { paths } from './schema';
import type { FileView, Problem } from './types';

export class ApiError extends Error {
  constructor(
    readonly problem: Problem,
    readonly retryAfterS: number | null = null,
  ) {
    super(problem.title);
  }
}

export function isStatus(error: unknown, ...statuses: number[]): boolean {
  return error instanceof ApiError && statuses.includes(error.problem.status);
}

function refused(status: number, title: string, body: Partial<Problem>, header: (name: string) => string | null): ApiError {
  const wait = Number(header('retry-after'));
  const problem = { type: 'about:blank', title: body.title ?? title, status, detail: body.detail ?? '', request_id: body.request_id || (header('x-request-id') ?? '') };
  return new ApiError(problem, wait > 0 ? wait : null);
}

export async function refusal(answer: Response): Promise<ApiError> {
  const body = (await answer.json().catch(() => ({}))) as Partial<Problem>;
  return refused(answer.status, answer.statusText, body, (name) => answer.headers.get(name));
}

/** Every request says which language the page speaks: what is refused is refused in it. */
export function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(path, { ...init, headers: { 'accept-language': document.documentElement.lang, ...init.headers } });
}

type Body<P extends keyof paths> = paths[P]['get'] extends { responses: { 200: { content: { 'application/json': infer Found } } } }
  ? Found
  : never;
type Values = Record<string, string | number>;

/** Fills `{places}` of the path; what has no place becomes the query. */
export async function get<P extends keyof paths>(path: P, values: Values = {}): Promise<Body<P>> {
  const left = new Map(Object.entries(values));
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = encodeURIComponent(String(left.get(name)));
    left.delete(name);
    return value;
  });
  const query = new URLSearchParams([...left].map(([name, value]) => [name, String(value)])).toString();
  const answer = await ask(query ? `${filled}?${query}` : filled);
  if (!answer.ok) throw await refusal(answer);
  return (await answer.json()) as Body<P>;
}

/** `seen` is the version that the person looks at: a change of another one is refused. */
export async function send(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object, seen?: number): Promise<unknown> {
  const headers = { ...(body && { 'content-type': 'application/json' }), ...(seen && { 'if-match': String(seen) }) };
  const answer = await ask(path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  if (!answer.ok) throw await refusal(answer);
  return answer.status === 204 ? null : answer.json();
}

/** The bytes are the body; what it is, the gateway finds from its content. Only XMLHttpRequest tells how far it got (0 to 1). */
export function upload(file: File, onProgress: (share: number) => void): Promise<FileView> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/v1/files?${new URLSearchParams({ name: file.name })}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('accept-language', document.documentElement.lang);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded / total);
    request.onerror = () => reject(new Error('the connection was lost'));
    request.onload = () => {
      const body = request.response as Partial<Problem> | null;
      if (request.status < 400) resolve(body as unknown as FileView);
      else reject(refused(request.status, request.statusText, body ?? {}, (name) => request.getResponseHeader(name)));
    };
    request.send(file);
  });
}

export type ContentFormat = 'html' | 'pdf' | 'docx' | 'json' | 'md' | 'txt' | 'eml';

export function contentUrl(id: string, format: ContentFormat, version: number): string {
  return `/v1/deliverables/${id}/content?format=${format}&version=${version}`;
}

/** A document as text or HTML. */
export async function content(id: string, format: ContentFormat, version: number): Promise<string> {
  const answer = await ask(contentUrl(id, format, version));
  if (!answer.ok) throw await refusal(answer);
  return answer.text();
}
