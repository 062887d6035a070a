// The lists in force, where a name stands in them, and fetching a subscription anew.
import { get, send } from '../../api.js';
import { replace } from '../../route.js';
import { badge, button, bytes, card, details, drawer, empty, failed, failure, h, mount, notice, number, table, time, toast } from '../../ui.js';
import { live, order, orderButton } from '../shared.js';

export function listsTab(at, query, ending) {
  const listAt = h('div');
  const rows = table({
    label: 'Lists', key: (row) => row.name, open: openList, none: 'There are no lists.', columns: [
      { key: 'name', label: 'List', cell: (row) => h('div.name', h('b', row.name), h('small', row.source)) },
      { key: 'format', label: 'Format', cell: (row) => row.format, wide: true },
      { key: 'names', label: 'Names', align: 'end', cell: (row) => number(row.names) },
      { key: 'skipped', label: 'Skipped', align: 'end', cell: (row) => number(row.skipped), wide: true },
      { key: 'state', label: 'State', cell: (row) => state(row) },
      { key: 'fetched', label: 'Fetched', cell: (row) => (row.subscription?.fetchedAt ? time(row.subscription.fetchedAt) : '–'), wide: true },
    ],
  });
  mount(at, finder(query), listAt);
  ending.add(live(listAt, (signal) => get('/v1/lists', {}, { signal }), (answer) => {
    if (!rows.el.isConnected) {
      mount(listAt, rows.el);
    }
    rows.set(answer.lists);
  }));
}

function state(list) {
  const of = list.subscription;
  if (list.missing) {
    return badge('not fetched', 'bad');
  }
  if (!of) {
    return badge('file');
  }
  if (of.heldBack) {
    return badge('kept back', 'warn', of.heldBack);
  }
  return of.stale ? badge('stale', 'warn') : of.failures > 0 ? badge('failing', 'warn', of.error) : badge('fetched', 'good');
}

function finder(query) {
  const input = h('input', { type: 'text', name: 'host', placeholder: 'www.ads.example', value: query.get('host') ?? '', required: true, autocomplete: 'off', spellcheck: 'false', data: { search: '' } });
  const result = h('div.stack', { 'aria-live': 'polite' });
  async function run() {
    const host = input.value.trim();
    replace('policy', ['lists'], { host });
    try {
      mount(result, found(await get('/v1/lists', { host })));
    } catch (error) {
      mount(result, failure(error));
    }
  }
  if (input.value) {
    run();
  }
  return card('Which list names it?', {}, h('form.stack', { onsubmit: (event) => { event.preventDefault(); run(); } },
    h('div.try-line', input, button('Find', { type: 'submit', kind: 'primary', icon: 'search' }))), result);
}

function found(answer) {
  const hits = answer.lists.filter((each) => each.covered || each.lines.length > 0);
  return hits.length === 0 ? notice('good', 'No list names ', h('code', answer.host), '.') : hits.map((each) => notice(each.covered ? 'bad' : 'warn',
    h('b', each.list), each.covered ? [' names ', h('code', each.listed)] : ': an exception takes it out',
    each.covered && !each.current && ' (its text has changed since, or lies at another instance)',
    h('ul', each.lines.map((line) => h('li', h('span.muted', 'line ' + number(line.line) + ' '), h('code', line.text))))));
}

function openList(list) {
  const of = list.subscription;
  const shown = drawer('List ' + list.name, [
    of && h('div.actions', orderButton('Fetch now', { icon: 'refresh', onclick: () => refresh(list.name, false, () => shown.close()) }),
      of.heldBack && orderButton('Take what was kept back', { icon: 'check', kind: 'danger', onclick: () => refresh(list.name, true, () => shown.close()) })),
    of?.heldBack && notice('warn', of.heldBack), of?.error && notice('bad', of.error),
    details([
      ['Source', list.source], ['Format', list.format], ['Names', number(list.names)], ['Exceptions', list.exceptions > 0 && number(list.exceptions)],
      ['Lines', number(list.lines)], ['Memory', bytes(list.heapBytes)], ['Compiled in', list.compileMillis + ' ms'], ['Rules', list.rules.join(', ') || 'none asks it'],
      ['Fetched', of?.fetchedAt && time(of.fetchedAt)], ['Checked', of?.checkedAt && time(of.checkedAt)], ['Next', of?.nextAt && time(of.nextAt)],
    ]),
    h('h3', 'Lines that were skipped'),
    list.skipped === 0 ? h('p.muted', 'None.') : [details(Object.entries(list.skippedByReason).map(([reason, count]) => [reason.replaceAll('_', ' '), number(count)])),
      list.firstSkipped.map((each) => h('p', h('span.muted', 'line ' + each.line + ' '), h('code', each.text), h('small', ' ' + each.remedy)))],
    list.names === 0 && empty('It names nothing', 'Look at the skipped lines, and at its format.'),
  ]);
}

async function refresh(name, accept, done) {
  const call = async () => {
    const { data, status } = await send('POST', '/v1/lists/' + encodeURIComponent(name) + '/refresh', undefined, { params: accept ? { accept: 'true' } : {} });
    const of = data.list?.subscription;
    toast(status === 202 ? 'It goes on; the list shows the result.' : of?.error || of?.heldBack || 'The list ' + name + ' is up to date.', status === 200 && (of?.error || of?.heldBack) ? 'warn' : 'good');
    done();
    return data;
  };
  if (accept) {
    await order({ title: 'Take the new text of ' + name + '?', text: 'It has lost most of its names: what was blocked by it may be open afterwards.', label: 'Take it', kind: 'danger', note: false, run: call });
    return;
  }
  await call().catch(failed);
}
