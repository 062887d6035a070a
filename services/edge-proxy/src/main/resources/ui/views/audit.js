import { get } from '../api.js';
import { RANGES, rangeOptions } from '../ranges.js';
import { replace } from '../route.js';
import { badge, button, choice, clock, copy, details, drawer, empty, failure, filter, h, json, loading, mount, page, plural, stamp, statusBadge, table, time } from '../ui.js';
import { quoted } from './logs/language.js';

export const title = 'Audit';

const PAGE = 100;
const CHOICES = ['1h', '24h', '7d'];

let running = new AbortController();
let panel = null;

export function render(root, { query }) {
  const asked = { who: query.get('who') ?? '', since: query.get('since') ?? 'all' };
  let next = null;
  const foot = h('div.foot');
  const summary = h('p.muted', { 'aria-live': 'polite' });
  const rows = table({
    label: 'Changes', none: '', key: (row) => row.edge + ':' + row.sequence, open, tone: (row) => (row.status >= 500 ? 'bad' : row.status >= 400 ? 'warn' : ''),
    columns: [
      { key: 'startedAt', label: 'When', class: 'tight', cell: (row) => h('time.mono', { datetime: row.startedAt, title: stamp(row.startedAt) }, clock(row.startedAt)) },
      { key: 'user', label: 'Who', class: 'tight', cell: (row) => who(row.user) },
      { key: 'client', label: 'From', class: 'tight', wide: true },
      { key: 'change', label: 'Change', class: 'clip', cell: (row) => [h('b', row.method), ' ', h('span.mono', row.path)] },
      { key: 'detail', label: 'What', class: 'clip', wide: true, cell: (row) => h('span.mono.muted', row.detail) },
      { key: 'status', label: 'Outcome', class: 'tight', cell: (row) => [statusBadge(row.status), ' ', h('small', row.status < 400 ? 'done' : 'refused')] },
    ],
  });
  const seen = filter('Who', () => {}, asked.who);
  seen.addEventListener('change', () => change({ who: seen.value.trim() }));
  mount(root, page({
    title, about: 'Who has changed what through the admin address, and what was refused. Kept apart from the traffic\'s records, and longer.',
    actions: [seen, choice('Time range', [...rangeOptions(CHOICES), ['all', 'All']], asked.since in RANGES ? asked.since : 'all', (since) => change({ since }))],
  }, h('div.stack.tight', summary, rows.el, foot)));
  begin();

  function change(part) {
    Object.assign(asked, part);
    replace('audit', [], { who: asked.who, since: asked.since === 'all' ? '' : asked.since });
    begin();
  }

  function who(name) {
    return name === '' ? h('span.muted', 'no token') : h('button.cell', { type: 'button', tabindex: '-1', title: 'Only ' + name, onclick: () => { seen.value = name; change({ who: name }); } }, badge(name, 'info'));
  }

  function begin() {
    running.abort();
    running = new AbortController();
    next = null;
    rows.set([]);
    more(running.signal);
  }

  async function more(signal) {
    mount(foot, loading());
    try {
      const answer = await get('/v1/audit', {
        where: asked.who === '' ? '' : 'user=' + quoted(asked.who), since: asked.since === 'all' ? '' : asked.since, limit: PAGE, cursor: next ?? '',
      }, { signal });
      rows.add(answer.records);
      next = answer.next;
      const count = rows.rows().length;
      mount(summary, count > 0 && plural(count, 'change') + (next ? ', more below' : ''));
      rows.el.hidden = count === 0;
      mount(foot, next ? button('More', { onclick: () => more(signal) }) : count === 0 && empty('Nobody has changed anything', 'Purges, canaries, policies, unlocks and cuts appear here, with the name of the token.'));
    } catch (error) {
      if (!signal.aborted) {
        mount(foot, error.status === 404 ? empty('This suite keeps no audit', 'Its log-collector is of an earlier version.') : failure(error, () => more(signal)));
      }
    }
  }

  function open(row) {
    panel = drawer(row.method + ' ' + row.path.split('?')[0], [
      h('div.row', statusBadge(row.status), who(row.user), h('span.muted', time(row.startedAt))),
      details([['When', stamp(row.startedAt)], ['From', row.client], ['Path', h('span.mono', row.path)], ['Edge', row.edge], ['Request id', h('span.mono', row.requestId, copy(row.requestId))]]),
      row.detail && h('section', h('h3', 'What was sent'), json(pretty(row.detail))),
    ], { closed: () => { panel = null; } });
  }
}

export function dispose() {
  running.abort();
  panel?.close();
}

function pretty(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
