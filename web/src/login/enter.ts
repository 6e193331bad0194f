/** A login link carries its token in the fragment, which never leaves the browser by itself. */
import { ApiError, send } from '../api/client';

/** Where the receipt of an erasure waits for the login, which is all that is left to show it. */
export const RECEIPT = 'lifeos.receipt';

export type Entry = 'none' | 'entered' | 'refused';

/** Trades the token of the address for a cookie. The token leaves the address once it is used up; it works once. */
export async function enterByLink(): Promise<Entry> {
  const token = new URLSearchParams(location.hash.slice(1)).get('login');
  if (!token) return 'none';
  const refused = await send('POST', '/v1/login', { token }).then(
    () => false,
    (error: unknown) => {
      if (error instanceof ApiError && error.problem.status === 401) return true;
      throw error;
    },
  );
  history.replaceState(null, '', location.pathname);
  return refused ? 'refused' : 'entered';
}
