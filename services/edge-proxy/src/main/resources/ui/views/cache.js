import { get, send } from '../api.js';
import { replace } from '../route.js';
import { badge, button, bytes, card, choice, details, failure, field, h, mount, notice, number, page, percent, plural, seconds, table, tile, time, toast } from '../ui.js';
import { ends, facts, live, logsLink, order, orderButton, quoted } from './shared.js';

export const title = 'Cache';

const ending = ends();
const OUTCOMES = { hit: 'good', stale: 'warn', validate: 'info', miss: '', bypass: 'off', off: 'off' };

export function render(root, { query }) {
  const statsAt = h('div');
  const foundAt = h('div.stack');
  const purgesAt = h('div');
  const look = lookUp(query, foundAt);
  mount(root, page({ title, about: 'What is kept where and why, and how to get rid of it.' },
    statsAt, h('div.grid.two', card('Look up', {}, look), card('Purge', {}, purgeForm(() => purges.now()))), foundAt,
    h('h2.section', 'Recent purges'), purgesAt));
  stats(statsAt);
  const purges = recentPurges(purgesAt);
}

export function dispose() {
  ending.all();
}

function stats(at) {
  const tiles = { ratio: tile('Hit ratio', { href: logsLink('outcome=cache_hit') }), entries: tile('Entries'), bytes: tile('In memory'), evictions: tile('Evictions'), shared: tile('Shared tier') };
  const edges = table({
    label: 'Caches of the edges', columns: [
      { key: 'edge', label: 'Edge', cell: (row) => h('span.versions', row.edge, !row.ready && badge('not ready', 'bad')) },
      { key: 'ratio', label: 'Hit ratio', align: 'end', cell: (row) => percent(ratio(row.figures)) },
      { key: 'hits', label: 'Hits', align: 'end', cell: (row) => number(row.figures.hits) }, { key: 'misses', label: 'Misses', align: 'end', cell: (row) => number(row.figures.misses) },
      { key: 'entries', label: 'Entries', align: 'end', cell: (row) => number(row.figures.entries), wide: true }, { key: 'bytes', label: 'Bytes', align: 'end', cell: (row) => bytes(row.figures.bytes) },
    ],
  });
  ending.add(live(at, (signal) => get('/v1/cache/stats', {}, { signal }), (answer) => {
    if (!edges.el.isConnected) {
      mount(at, h('div.stack', h('div.tiles', Object.values(tiles).map((each) => each.el)), edges.el));
    }
    const { total, shared } = answer;
    tiles.ratio.set({ value: percent(ratio(total)), note: number(total.hits) + ' of ' + number(total.hits + total.misses) });
    tiles.entries.set({ value: number(total.entries), note: 'of ' + plural(answer.edges.length, 'edge') });
    tiles.bytes.set({ value: bytes(total.bytes), note: total.entries > 0 ? bytes(total.bytes / total.entries) + ' each' : '' });
    tiles.evictions.set({ value: number(total.evictions), note: 'for want of room' });
    tiles.shared.set(shared.on
      ? { value: number(shared.total.entries), note: bytes(shared.total.bytes) + ', ' + percent(ratio(shared.total)) + ' hits', tone: shared.total.storeFailures > 0 ? 'warn' : '' }
      : { value: 'off', note: 'it needs a Redis store' });
    edges.set(answer.edges);
  }));
}

function ratio({ hits, misses }) {
  return hits + misses > 0 ? hits / (hits + misses) : undefined;
}

function lookUp(query, at) {
  const url = h('input', { type: 'text', name: 'url', placeholder: 'http://shop.example/products', value: query.get('url') ?? '', required: true, autocomplete: 'off', spellcheck: 'false', data: { search: '' } });
  const headers = h('textarea', { rows: '2', spellcheck: 'false', placeholder: 'Accept-Encoding: gzip', name: 'header' });
  headers.value = query.getAll('header').join('\n');
  async function run() {
    const header = headers.value.split('\n').map((line) => line.trim()).filter(Boolean);
    replace('cache', [], new URLSearchParams([['url', url.value.trim()], ...header.map((each) => ['header', each])]));
    try {
      mount(at, found(await get('/v1/cache/entries', { url: url.value.trim(), header }), url.value.trim(), run));
    } catch (error) {
      mount(at, failure(error));
    }
  }
  if (url.value) {
    run();
  }
  return h('form.stack', { onsubmit: (event) => { event.preventDefault(); run(); } },
    field('URL', url, 'As a client writes it; click ids and the order of parameters do not matter where the rules say so.'),
    h('details.more', { open: headers.value !== '' }, h('summary', 'Request fields'), field('One on each line', headers, 'They choose a variant, and a part of the key.')),
    h('div.actions', button('Look up', { type: 'submit', kind: 'primary', icon: 'search' })));
}

function found(answer, url, again) {
  const parts = answer.edges.map((edge) => card('Edge ' + edge.edge, { class: 'found' },
    h('div.grid', edge.asked.map((plan) => planOf(plan))),
    edge.entries.length === 0 ? h('p.none', 'Nothing is stored of this URL.') : edge.entries.map((entry) => entryOf(entry)),
    edge.more > 0 && h('p.muted', plural(edge.more, 'more entry', 'more entries') + ' left out.'),
    edge.refusals.map((each) => notice('warn', h('b', 'Not stored: ' + each.reason), ', status ' + each.status + ', ', time(each.at), h('p.muted.pre', each.url + ' [' + each.track + ']')))));
  return [
    h('h2.section', 'What is known of ', h('code', url)),
    answer.missing.map((edge) => notice('warn', 'Edge ' + edge + ' has not answered.')), parts,
    h('div.actions', orderButton('Purge this URL', { icon: 'trash', kind: 'danger', onclick: () => confirmPurge({ url }, true).then((done) => done && again()) }),
      h('a.button', { href: logsLink('cache~"hit" and path=' + quoted(pathOf(url))) }, h('span', 'Its hits'))),
  ];
}

function pathOf(url) {
  return URL.canParse(url) ? new URL(url).pathname : url;
}

function planOf(plan) {
  return h('div.plan',
    h('p', badge(plan.outcome, OUTCOMES[plan.outcome] ?? ''), h('b', plan.side + (plan.route ? ', route ' + plan.route : '')), plan.detail && h('span.muted', plan.detail)),
    details([['Key', h('code', plan.url)], ['Track', plan.track], ['Also by', plan.parts.trim()], ['Rules', h('small', plan.rules)]]));
}

function entryOf(entry) {
  const { freshness: fresh } = entry;
  const life = Math.max(1, fresh.lifetime);
  const age = fresh.ageAtReceipt + fresh.resident;
  return h('div.entry',
    h('p.entry-head', badge(entry.tier, 'info'), badge(entry.status), h('b', entry.track), h('span.muted', bytes(entry.bytes)), entry.selectedBy && h('small', 'vary ' + entry.selectedBy)),
    h('div.life', { role: 'meter', 'aria-label': 'Age', 'aria-valuemin': 0, 'aria-valuemax': fresh.lifetime, 'aria-valuenow': Math.min(age, life) },
      h('i', { class: fresh.ttl > 0 ? 'fresh' : 'stale', style: { width: Math.min(100, (age / life) * 100) + '%' } })),
    h('p', fresh.ttl > 0 ? ['fresh for ', h('b', seconds(fresh.ttl))] : ['stale since ', h('b', seconds(-fresh.ttl))],
      h('span.muted', ' of ' + seconds(fresh.lifetime) + ', because of ' + (fresh.source === 'purged' ? 'a soft purge' : fresh.source)), ' · stored ', time(entry.received)),
    facts(entry.etag && h('code', 'ETag ' + entry.etag), entry.lastModified && h('code', 'Last-Modified ' + entry.lastModified), entry.held && badge('parts: ' + entry.held, 'warn'),
      entry.stale.whileRevalidate > 0 && badge('stale while revalidating ' + seconds(entry.stale.whileRevalidate)), entry.stale.ifError > 0 && badge('stale on errors ' + seconds(entry.stale.ifError)),
      entry.groups.map((each) => badge(each, 'violet'))));
}

// Purges.

const SCOPES = [['url', 'URL'], ['prefix', 'Prefix'], ['group', 'Group'], ['everything', 'Everything']];
const HINTS = { url: 'http://shop.example/products', prefix: 'http://shop.example/api/', group: 'goods' };

function purgeForm(done) {
  let scope = 'url';
  const value = h('input', { type: 'text', name: 'target', autocomplete: 'off', spellcheck: 'false', placeholder: HINTS.url });
  const origin = h('input', { type: 'text', name: 'origin', autocomplete: 'off', spellcheck: 'false', placeholder: 'https://shop.example' });
  const soft = h('input', { type: 'checkbox', checked: true, name: 'soft' });
  const valueField = field('What', value);
  const originField = field('Of one origin', origin, 'Left empty: of every origin.');
  originField.hidden = true;
  function choose(next) {
    scope = next;
    valueField.hidden = scope === 'everything';
    originField.hidden = scope !== 'group';
    value.placeholder = HINTS[scope] ?? '';
  }
  async function run() {
    const target = scope === 'everything' ? { everything: true } : { [scope]: value.value.trim() };
    if (scope === 'group' && origin.value.trim()) {
      target.origin = origin.value.trim();
    }
    if (await confirmPurge(target, soft.checked)) {
      done();
    }
  }
  return h('form.stack', { onsubmit: (event) => { event.preventDefault(); run(); } },
    choice('Scope', SCOPES, scope, choose), valueField, originField,
    h('label.check', soft, h('span', h('b', 'Soft'), ': stale since now and validated before use. Without it they are gone.')),
    h('div.actions', orderButton('Purge …', { type: 'submit', icon: 'trash', kind: 'danger' })));
}

function named(target) {
  const [[scope, value]] = Object.entries(target);
  return scope === 'everything' ? 'everything' : scope.toUpperCase().replace('PREFIX', 'all below').replace('GROUP', 'group') + ' ' + value + (target.origin ? ' of ' + target.origin : '');
}

/** Asks, does it, and shows who has carried it out. Resolves to whether it was done. */
async function confirmPurge(target, soft) {
  const report = await order({
    title: 'Purge ' + named(target) + '?', label: 'Purge', kind: 'danger', note: false,
    text: (soft ? 'What is stored becomes stale, on every edge and in the shared tier.' : 'What is stored is taken away, on every edge and in the shared tier.')
      + (target.everything ? ' Every request goes to the servers until the cache has filled again.' : ''),
    run: async () => (await send('POST', '/v1/cache/purge', { ...target, soft })).data,
  });
  if (!report) {
    return false;
  }
  const waiting = report.waiting.length > 0 ? ' Not yet: ' + report.waiting.join(', ') + '; they find it in the log.' : '';
  toast('Purged ' + named(target) + ': carried out by ' + plural(report.done.length, 'instance') + '.' + waiting, report.complete ? 'good' : 'warn');
  return true;
}

function recentPurges(at) {
  const rows = table({
    label: 'Recent purges', none: 'Nobody has purged anything.', key: (row) => row.purge.id, columns: [
      { key: 'at', label: 'When', cell: (row) => time(row.purge.at) },
      { key: 'what', label: 'What', cell: (row) => facts(row.purge.targets.map((each) => h('span', badge(each.scope.toLowerCase()), ' ', h('code', each.value), each.origin && h('small', ' of ' + each.origin)))) },
      { key: 'kind', label: 'Kind', cell: (row) => badge(row.purge.hard ? 'hard' : 'soft', row.purge.hard ? 'warn' : '') },
      { key: 'by', label: 'By', cell: (row) => row.purge.from, wide: true },
      { key: 'done', label: 'Carried out', cell: (row) => carriedOut(row) },
    ],
  });
  return ending.add(live(at, (signal) => get('/v1/cache/purges', {}, { signal }), (answer) => {
    if (!rows.el.isConnected) {
      mount(at, rows.el);
    }
    rows.set(answer.purges);
  }, 3000));
}

function carriedOut(row) {
  return h('span.versions',
    badge(plural(row.done.length, 'instance'), row.waiting.length === 0 ? 'good' : '', row.done.join('\n')),
    row.waiting.length > 0 && badge(row.waiting.length + ' waiting', 'warn', row.waiting.join('\n')));
}
