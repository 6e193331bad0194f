import './index.css';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiError } from './api/client';
import { LanguageProvider } from './i18n/words';
import { Entrance } from './shell/Entrance';

const loggedOut = (error: Error) => error instanceof ApiError && error.problem.status === 401;

const queries = new QueryClient({
  defaultOptions: { queries: { staleTime: 5_000, retry: (tries, error) => tries < 2 && !(error instanceof ApiError && error.problem.status < 500) } },
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (loggedOut(error) && query.queryKey[0] !== 'me') void queries.invalidateQueries({ queryKey: ['me'] });
    },
  }),
});

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <LanguageProvider>
        <QueryClientProvider client={queries}>
          <Entrance />
        </QueryClientProvider>
      </LanguageProvider>
    </StrictMode>,
  );
}
