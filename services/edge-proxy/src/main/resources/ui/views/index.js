// All views, in the order of the navigation. Each module exports `title`, `render(root, params)`, and, where it has something
// to end or to follow, `dispose()` and `update(params)`. `params` is {path: [segments], query: URLSearchParams}; with
// `update` a view follows a changed address by itself, without it is rendered anew. `key` follows `g`.
export const views = [
  { name: 'overview', label: 'Overview', key: 'o', load: () => import('./overview.js') },
  { name: 'logs', label: 'Logs', key: 'l', load: () => import('./logs.js') },
  { name: 'servers', label: 'Servers', key: 's', load: () => import('./servers.js') },
  { name: 'routes', label: 'Routes', key: 'r', load: () => import('./routes.js') },
  { name: 'canaries', label: 'Canaries', key: 'n', load: () => import('./canaries.js') },
  { name: 'cache', label: 'Cache', key: 'c', load: () => import('./cache.js') },
  { name: 'policy', label: 'Policy', key: 'p', load: () => import('./policy.js') },
  { name: 'revisions', label: 'Revisions', key: 'v', load: () => import('./revisions.js') },
  { name: 'alarms', label: 'Alarms', key: 'a', load: () => import('./alarms.js') },
  { name: 'audit', label: 'Audit', key: 'u', load: () => import('./audit.js') },
];
