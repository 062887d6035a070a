import { get } from '../api.js';
import { link, replace } from '../route.js';
import { badge, card, details, drawer, empty, failure, field, filter, h, json, mount, notice, number, page, plural, stateBadge, table, button } from '../ui.js';
import { authorityOf, duration, ends, facts, linkButton, live, logsLink, quoted, serverId } from './shared.js';

export const title = 'Routes';

const ending = ends();
const COLUMNS = [
  { key: 'rank', label: '#', align: 'end', class: 'tight', wide: true },
  { key: 'name', label: 'Route', cell: (row) => h('b', row.route.name) },
  { key: 'match', label: 'Match', cell: (row) => matchOf(row.route.match) },
  { key: 'target', label: 'Goes to', cell: (row) => target(row.route) },
  { key: 'features', label: 'With', cell: (row) => features(row.route), wide: true },
];

export function render(root, params) {
  const { query } = params;
  let words = '';
  let found = null;
  const routesAt = h('div');
  const notices = h('div.stack');
  const clustersAt = h('div.grid');
  const rows = table({ label: 'Routes', columns: COLUMNS, key: (row) => row.route.name, open: (row) => openRoute(row.route), none: 'No route matches.' });
  mount(root, page(
    { title, about: 'In the order in which they are tried. The first that fits takes the request.', actions: [linkButton('Canaries', link('canaries'), 'canaries')] },
    notices, tryOut(query),
    h('div.toolbar', filter('Filter routes', (text) => { words = text; show(); })), routesAt,
    h('h2.section', 'Clusters'), clustersAt));
  let opened = query.get('route');
  ending.add(live(routesAt, ask, (answer) => {
    found = answer;
    if (!rows.el.isConnected) {
      mount(routesAt, rows.el);
    }
    mount(notices, [...answer.routes.problems, ...answer.routes.warnings].map((text) => notice('warn', text)));
    show();
    mount(clustersAt, answer.routes.document.clusters.map((cluster) => clusterCard(cluster, answer.health)));
    const route = opened && answer.routes.document.routes.find((each) => each.name === opened);
    opened = null;
    if (route) {
      openRoute(route);
    }
  }));

  function show() {
    const all = inOrder(found?.routes.document.routes ?? []).map((route, at) => ({ route, rank: at + 1 }));
    rows.set(all.filter((row) => words.split(/\s+/).every((word) => JSON.stringify(row.route).toLowerCase().includes(word))));
  }
}

export function dispose() {
  ending.all();
}

async function ask(signal) {
  const [routes, health] = await Promise.all([get('/v1/routes', {}, { signal }), get('/v1/health', {}, { signal })]);
  return { routes, health };
}

/** By priority; the order within one depends on how specific a match is, which only a try tells. */
function inOrder(routes) {
  return routes.map((route, at) => ({ route, at })).sort((one, other) => other.route.priority - one.route.priority || one.at - other.at).map((each) => each.route);
}

function matchOf(match) {
  const path = match.exact ? '= ' + match.exact : match.template || match.path + (match.path === '/' ? '' : '/*');
  return facts(h('code', match.host === '*' ? 'any host' : match.host), h('code', path),
    match.method.map((each) => badge(each)), match.header.map((each) => badge((each.name ?? each) + ' field')), match.query.map((each) => badge('?' + (each.name ?? each))));
}

function target(route) {
  if (route.cluster) {
    return h('a', { href: link('servers', [], { q: route.cluster }) }, route.cluster);
  }
  return route.redirect ? h('span', 'redirect to ', h('code', route.redirect.to ?? route.redirect)) : h('span', 'answers ', h('b', route.answer?.status ?? 200), ' itself');
}

function features(route) {
  return facts(
    route.versions?.fallback && badge('version ' + route.versions.fallback),
    route.canary && h('a', { href: link('canaries') }, badge('canary ' + route.canary.version, 'info')),
    route.shadow && badge('shadow', 'violet'), route.cache?.enabled && badge('cached', 'good'), route.retry && badge('retries'),
    route.cors && badge('CORS'), route.compress && badge('compressed'), route.rewrite && badge('rewritten'), route.limits && badge('limited', 'warn'));
}

function openRoute(route) {
  const { cache, canary, versions } = route;
  drawer('Route ' + route.name, [
    h('div.actions', linkButton('Its records', logsLink('route=' + quoted(route.name)), 'logs'), canary && linkButton('Its canary', link('canaries'), 'canaries')),
    details([
      ['Match', matchOf(route.match)], ['Goes to', target(route)], ['Priority', number(route.priority)],
      ['Pinned by', versions && pinned(versions.by)], ['Default', versions?.fallback], ['Unknown version', versions && String(versions.unknown).toLowerCase().replace('_', ' ')],
      ['Canary', canary && canary.version + ': ' + canary.steps.map((each) => each.weight + ' % for ' + duration(each.hold)).join(', ')],
    ]),
    cache?.enabled
      ? [h('h3', 'Cache'), details([
        ['Dropped from keys', cache.key.drop.join(', ')], ['Parameters', cache.key.sort ? 'in any order' : 'in their order'],
        ['Key also by', [...cache.key.header, ...cache.key.cookie].join(', ')],
        ['Stale while fetching', duration(cache.stale.whileRevalidate)], ['Stale on errors', duration(cache.stale.ifError)],
        ['PURGE by', cache.purge.join(', ') || 'nobody'],
      ])]
      : h('p.muted', 'Nothing of it is cached.'),
    h('h3', 'As it is written'), json(route),
  ]);
}

function pinned(by) {
  return [by.header && 'field ' + by.header, by.query && 'parameter ' + by.query, by.cookie && 'cookie ' + by.cookie, by.path && 'path'].filter(Boolean).join(', ');
}

function clusterCard(cluster, health) {
  const known = new Map(health.endpoints.filter((each) => each.cluster === cluster.name).map((each) => [each.endpoint, each]));
  return card(cluster.name, { count: badge(cluster.balance.toLowerCase().replaceAll('_', ' ')) },
    h('ul.servers', cluster.endpoints.map((endpoint) => {
      const probed = known.get(endpoint.url);
      return h('li',
        stateBadge(probed?.state ?? 'unprobed', probed?.reason),
        h('a', { href: link('servers', [serverId(cluster.name, endpoint.url)]) }, authorityOf(endpoint.url)),
        h('span.muted', probed?.version || endpoint.version), endpoint.weight !== 1 && badge('weight ' + endpoint.weight));
    })),
    cluster.health && h('p.muted', 'Probed at ' + cluster.health.path + ' every ' + duration(cluster.health.interval)));
}

/** Which route would a request take, and why none of the others? */
function tryOut(query) {
  const method = h('select', { 'aria-label': 'Method', name: 'method' }, ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].map((each) => h('option', { value: each }, each)));
  method.value = query.get('method') || 'GET';
  const url = h('input', { type: 'text', name: 'url', placeholder: 'http://shop.example/api/items', value: query.get('url') ?? '', 'aria-label': 'URL', autocomplete: 'off', spellcheck: 'false', required: true });
  const headers = h('textarea', { rows: '2', spellcheck: 'false', placeholder: 'X-Version: 1.1', name: 'header' });
  headers.value = query.getAll('header').join('\n');
  const result = h('div');
  const form = h('form.try', { onsubmit: (event) => { event.preventDefault(); run(); } },
    h('div.try-line', method, url, button('Try', { type: 'submit', kind: 'primary' })),
    h('details.more', { open: headers.value !== '' }, h('summary', 'Request fields'), field('One on each line', headers)), result);

  async function run() {
    const header = headers.value.split('\n').map((line) => line.trim()).filter(Boolean);
    const asked = { url: url.value.trim(), method: method.value, header };
    const address = new URLSearchParams([['url', asked.url], ['method', asked.method], ...header.map((each) => ['header', each])]);
    replace('routes', [], address);
    try {
      mount(result, resolution(await get('/v1/routes/match', asked)));
    } catch (error) {
      mount(result, failure(error));
    }
  }
  if (url.value) {
    run();
  }
  return card('Which route would take it?', {}, form);
}

const RESOLUTIONS = {
  direct: 'answers it itself', no_route: 'No route fits: 404.', ambiguous: 'The path can be read in two ways that lead to different routes: 400.',
  unknown_version: 'The route fits, and no server runs the version asked for.',
};

function resolution(answer) {
  const tone = answer.resolution === 'forward' || answer.resolution === 'direct' ? 'good' : 'warn';
  const text = answer.resolution === 'forward'
    ? ['Route ', h('b', answer.route), ' sends it to cluster ', h('b', answer.cluster), answer.version && [', version ', h('b', answer.version)], '.']
    : answer.resolution === 'direct' ? ['Route ', h('b', answer.route), ' ', RESOLUTIONS.direct, '.'] : [RESOLUTIONS[answer.resolution] ?? answer.resolution];
  return h('div.stack', notice(tone, text),
    answer.tried.length === 0 ? empty('No route was tried', '') : h('ol.steps-tried', { 'aria-label': plural(answer.tried.length, 'route') + ' tried' }, answer.tried.map((each) => h('li', { class: each.unmet ? '' : 'good' },
      h('b', each.route), h('span', each.unmet ? 'does not fit: ' + each.unmet : 'fits')))));
}
