/** A login link carries its token in the fragment, which never leaves the browser by itself. */
import { send } from '../api/client';

export type Entry = 'none' | 'entered' | 'refused';

/** Trades the token of the address for a cookie and takes it out of the address. A token works once. */
export async function enterByLink(): Promise<Entry> {
  const token = new URLSearchParams(location.hash.slice(1)).get('login');
  if (!token) return 'none';
  history.replaceState(null, '', location.pathname);
  try {
    await send('POST', '/v1/login', { token });
    return 'entered';
  } catch {
    return 'refused';
  }
}
