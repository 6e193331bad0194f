import './index.css';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { isStatus } from './api/client';
import { LanguageProvider } from './i18n/words';
import { applyTheme } from './shell/theme';
import { Entrance } from './shell/Entrance';

const queries = new QueryClient({
  defaultOptions: { queries: { staleTime: 5_000, retry: (tries, error) => tries < 2 && !isStatus(error, 401, 403, 404, 409, 422) } },
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (isStatus(error, 401) && query.queryKey[0] !== 'me') void queries.invalidateQueries({ queryKey: ['me'] });
    },
  }),
});

applyTheme();

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <LanguageProvider><QueryClientProvider client={queries}><Entrance /></QueryClientProvider></LanguageProvider>
    </StrictMode>,
  );
}
