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

export async function refusal(answer: Response): Promise<ApiError> {
  const body = (await answer.json().catch(() => ({}))) as Partial<Problem>;
  const wait = Number(answer.headers.get('retry-after'));
  const problem = {
    type: 'about:blank',
    title: body.title ?? answer.statusText,
    status: answer.status,
    detail: body.detail ?? '',
    request_id: body.request_id || (answer.headers.get('x-request-id') ?? ''),
  };
  return new ApiError(problem, wait > 0 ? wait : null);
}

type Body<P extends keyof paths> = paths[P]['get'] extends {
  responses: { 200: { content: { 'application/json': infer Found } } };
}
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
  const answer = await fetch(query ? `${filled}?${query}` : filled);
  if (!answer.ok) throw await refusal(answer);
  return (await answer.json()) as Body<P>;
}

/** `seen` is the version that the person looks at: a change of another one is refused. */
export async function send(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object, seen?: number): Promise<unknown> {
  const headers = { ...(body && { 'content-type': 'application/json' }), ...(seen && { 'if-match': String(seen) }) };
  const answer = await fetch(path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  if (!answer.ok) throw await refusal(answer);
  return answer.status === 204 ? null : answer.json();
}

/** The bytes are the body; what it is, the gateway finds from its content. */
export async function upload(file: File): Promise<FileView> {
  const answer = await fetch(`/v1/files?${new URLSearchParams({ name: file.name })}`, { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: file });
  if (!answer.ok) throw await refusal(answer);
  return (await answer.json()) as FileView;
}

export type ContentFormat = 'html' | 'pdf' | 'docx' | 'json' | 'md' | 'txt' | 'eml';

export function contentUrl(id: string, format: ContentFormat, version: number): string {
  return `/v1/deliverables/${id}/content?format=${format}&version=${version}`;
}
