import { badge, card, h, mount, number, plural, table, time } from '../../ui.js';

/** Services with their instances, and the snapshots that they run: {el, set(status)}. */
export function suite() {
  const generations = h('div.row');
  let newest = {};
  const rows = table({
    label: 'Instances of services',
    columns: [
      { key: 'service', label: 'Service', cell: (row) => h('div', h('b', row.service), ' ', h('small.mono', shortened(row.instance))) },
      { key: 'ready', label: 'State', cell: (row) => (row.missing ? badge('missing', 'bad') : row.ready ? badge('ready', 'good') : badge('not ready', 'warn')) },
      { key: 'generations', label: 'Snapshots', wide: true, cell: (row) => snapshots(row, newest) },
      { key: 'startedAt', label: 'Started', wide: true, cell: (row) => (row.missing ? '–' : time(row.startedAt)) },
      { key: 'problems', label: 'Problems', cell: (row) => problems(row) },
    ],
    key: (row) => row.instance ?? row.service,
    tone: (row) => (row.missing ? 'bad' : row.problems?.length ? 'warn' : ''),
  });
  const el = card('Services', { actions: generations }, rows.el);
  return {
    el,
    set(status) {
      mount(generations,
        badge(status.bus.clustered ? 'clustered bus' : 'one process', 'off'),
        badge('store: ' + status.store.kind, !status.store.connected ? 'bad' : status.store.advice?.length ? 'warn' : 'good',
          status.store.detail || (status.store.advice ?? []).join('\n')));
      newest = newestOf(status.services);
      rows.set([
        ...status.missing.filter((name) => !status.services.some((each) => each.service === name)).map((service) => ({ service, missing: true, problems: [] })),
        ...status.services,
      ]);
    },
  };
}

function shortened(instance) {
  return instance ? instance.replace(/^([0-9a-f]{8})-.*$/, '$1') : '';
}

/** The newest generation of each snapshot that anybody runs. */
function newestOf(services) {
  const found = {};
  for (const [name, value] of services.flatMap((each) => Object.entries(each.generations ?? {}))) {
    found[name] = Math.max(found[name] ?? 0, value);
  }
  return found;
}

function snapshots(row, newest) {
  const entries = Object.entries(row.generations ?? {});
  return entries.length === 0 ? h('span.muted', '–') : h('span.row', entries.map(([name, value]) => {
    const behind = value < newest[name];
    return badge(name + ' ' + number(value), behind ? 'warn' : '', name + ', generation ' + value + (behind ? ': others run ' + newest[name] : ''));
  }));
}

function problems(row) {
  if (row.missing) {
    return h('span.toned.bad', 'no instance was heard of for ten seconds');
  }
  return row.problems.length === 0 ? h('span.muted', 'none') : h('ul.problems', row.problems.map((each) => h('li', each)));
}

/** One line for the tile: {value, note, tone}. */
export function suiteTile(status) {
  const problems = status.services.reduce((sum, each) => sum + each.problems.length, 0);
  const names = new Set(status.services.filter((each) => each.ready).map((each) => each.service));
  const all = new Set([...status.services.map((each) => each.service), ...status.missing]).size;
  return {
    value: names.size + ' of ' + all,
    note: status.missing.length > 0 ? 'missing: ' + status.missing.join(', ') : problems > 0 ? plural(problems, 'problem') : 'all ready',
    tone: status.missing.length > 0 ? 'bad' : problems > 0 ? 'warn' : '',
  };
}
