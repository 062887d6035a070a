import { get, getTagged, send } from '../api.js';
import { link } from '../route.js';
import { badge, card, empty, field, h, micros, mount, notice, number, page, percent, seconds, stateBadge, time, toast } from '../ui.js';
import { duration, ends, linkButton, live, logsLink, order, orderButton, quoted, timeline } from './shared.js';

export const title = 'Canaries';

const ending = ends();
const EVENTS = { promote: 'good', finish: 'good', rollback: 'bad', freeze: 'warn' };

/** What can be ordered: what it is called, what it means, how it is drawn, and in which phases it makes sense. */
const ORDERS = [
  { verb: 'promote', label: 'Promote', icon: 'check', kind: 'primary', not: ['promoted'], text: (canary) => 'Version ' + canary.version + ' will serve everybody on route ' + canary.route + '.' },
  { verb: 'freeze', label: 'Freeze', icon: 'pause', not: ['frozen', 'promoted', 'rolled-back'], text: (canary) => 'It keeps its weight of ' + canary.weight + ' %, and time does not count.' },
  { verb: 'resume', label: 'Resume', icon: 'play', not: ['running', 'promoted', 'rolled-back'], text: () => 'It goes on with its steps from where it stands.' },
  { verb: 'rollback', label: 'Roll back', icon: 'undo', kind: 'danger', not: ['rolled-back'], text: (canary) => 'Version ' + canary.version + ' will serve nobody on route ' + canary.route + ', who asks for it by name excepted.' },
  { verb: 'restart', label: 'Restart', icon: 'refresh', not: ['running'], text: () => 'It begins anew with its first step.' },
];

export function render(root) {
  const at = h('div.stack');
  mount(root, page({
    title, about: 'Versions on trial: how many of the clients they serve, how they do beside the stable side, and what to do about them.',
    actions: [linkButton('Routes', link('routes'), 'routes')],
  }, at));
  const asking = ending.add(live(at, ask, (all) => {
    mount(at, all.length === 0
      ? empty('No route has a canary', 'A route gets one by canary: in routes.yaml, with a version, steps and gates.', linkButton('Routes', link('routes'), 'routes'))
      : all.map((each) => show(each, () => asking.now())));
  }, 3000));
}

export function dispose() {
  ending.all();
}

/** Each with the tag by which an order says what it has seen, and with what its route says of it. */
async function ask(signal) {
  const [{ canaries }, routes] = await Promise.all([get('/v1/canaries', {}, { signal }), get('/v1/routes', {}, { signal })]);
  return Promise.all(canaries.map(async ({ route }) => {
    const { data, etag } = await getTagged('/v1/canaries/' + encodeURIComponent(route), {}, { signal });
    const asked = routes.document.routes.find((each) => each.name === route);
    return { canary: data, etag, plan: asked?.canary, stable: asked?.versions?.fallback ?? '' };
  }));
}

function show({ canary, etag, plan, stable }, again) {
  const orders = ORDERS.filter((each) => !each.not.includes(canary.phase)).map((each) => orderButton(each.label, {
    icon: each.icon, kind: each.kind, onclick: () => askFor(each, canary, etag).then(again),
  }));
  const weight = orderButton('Weight', { icon: 'more', title: 'Set its weight', onclick: () => setWeight(canary, etag).then(again) });
  return card('', { class: 'canary', label: 'Canary of route ' + canary.route },
    h('header.canary-head',
      h('div',
        h('h2.canary-title', h('a', { href: link('routes', [], { route: canary.route }) }, canary.route), badge(canary.version, 'info', 'on trial'), stateBadge(canary.phase.replace('-', '_'))),
        h('p.canary-now', canary.now), h('p.muted', canary.reason)),
      h('div.actions', orders, canary.phase !== 'promoted' && canary.phase !== 'rolled-back' && weight)),
    steps(canary, plan),
    !canary.complete && notice('warn', 'Not every log-collector has answered: the figures below are not all.'),
    h('div.grid.two',
      h('div', h('h3', 'Beside the stable side'), comparison(canary, stable), gates(canary, plan)),
      h('div', h('h3', 'History'), timeline([...canary.history].reverse().map((each) => ({
        at: each.at, tone: EVENTS[each.action] ?? 'info', title: each.action.replace('-', ' ') + ', ' + each.weight + ' % by ' + each.by, text: each.reason,
      })), 'Nothing has happened yet.'))));
}

/** The way to everybody: a bar with a mark for each step. */
function steps(canary, plan) {
  const list = plan?.steps ?? [];
  const weight = canary.phase === 'rolled-back' ? 0 : canary.phase === 'promoted' ? 100 : canary.weight;
  return h('div.steps',
    h('div.steps-bar', { role: 'meter', 'aria-label': 'Weight', 'aria-valuenow': weight, 'aria-valuemin': 0, 'aria-valuemax': 100 },
      h('div.steps-done', { class: canary.phase, style: { width: weight + '%' } }),
      list.map((each) => h('i.steps-mark', { style: { left: each.weight + '%' } }))),
    h('ol.steps-list',
      list.map((each, at) => h('li', { class: stepClass(canary, at + 1) }, h('b', each.weight + ' %'), h('span', 'for ' + duration(each.hold)),
        canary.phase === 'running' && canary.step === at + 1 && h('span.steps-left', seconds(canary.remainingSeconds) + ' left'))),
      h('li', { class: canary.phase === 'promoted' ? 'now' : '' }, h('b', '100 %'), h('span', 'promoted'))),
    h('p.steps-now', h('b', weight + ' %'), ' of the clients since ', time(canary.weightSince)));
}

function stepClass(canary, step) {
  if (canary.phase === 'promoted') {
    return 'done';
  }
  return canary.phase === 'rolled-back' ? '' : step < canary.step ? 'done' : step === canary.step ? 'now' : '';
}

function comparison(canary, stable) {
  const sides = [['canary', canary.version, canary.canary], ['stable', stable, canary.stable]];
  const rows = [
    ['Answers', (side) => number(side.count)],
    ['Failed', (side) => number(side.errors)],
    ['Error share', (side) => (side.count > 0 ? percent(side.errorShare) : '–'), (side) => side.errorShare],
    ['Median', (side) => (side.count > 0 ? micros(side.p50Micros) : '–'), (side) => side.p50Micros],
    ['p99', (side) => (side.count > 0 ? micros(side.p99Micros) : '–'), (side) => side.p99Micros],
  ];
  return h('div.table-wrap.comparison', h('table', { 'aria-label': 'Canary beside stable' },
    h('thead', h('tr', h('td'), sides.map(([name, version, side]) => h('th.end', { scope: 'col' },
      h('a', { href: logsLink('route=' + quoted(canary.route) + ' and track=' + name, { since: '1h' }), title: side.count + ' records' }, name), ' ', h('small', version))))),
    h('tbody', rows.map(([name, text, size]) => h('tr', h('th', { scope: 'row' }, name), sides.map(([side, , figures]) => h('td.end',
      h('span', { class: size && worse(side, canary, size) ? 'toned bad' : '' }, text(figures)),
      size && bar(size(figures), Math.max(size(canary.canary), size(canary.stable)), side))))))));
}

/** More than a fifth worse than the stable side, which is worth a look and no judgement. */
function worse(side, canary, size) {
  return side === 'canary' && canary.canary.count > 0 && canary.stable.count > 0 && size(canary.canary) > size(canary.stable) * 1.2;
}

function bar(value, most, side) {
  return h('i.bar-line', h('i', { class: side, style: { width: (most > 0 ? (value / most) * 100 : 0) + '%' } }));
}

function gates(canary, plan) {
  const found = plan?.gates ?? {};
  const share = found.errorShare?.value ?? found.errorShare;
  const rows = [
    typeof share === 'number' && ['Errors at most ' + percent(share), canary.canary.count > 0 && canary.canary.errorShare > share],
    found.p99 && ['p99 at most ' + duration(found.p99), canary.canary.count > 0 && canary.canary.p99Micros > millisOf(found.p99) * 1000],
    found.minSample && ['At least ' + number(found.minSample) + ' answers before anything is judged', null, canary.canary.count >= found.minSample],
  ].filter(Boolean);
  return h('div.gates', rows.length === 0 ? h('p.muted', 'No gate beyond being no worse than the stable side.') : rows.map(([text, over, enough]) => h('p',
    badge(over === null ? (enough ? 'enough' : canary.canary.count + ' so far') : over ? 'over' : 'within', over === null ? (enough ? 'good' : 'off') : over ? 'bad' : 'good'), text)));
}

function millisOf(iso) {
  const [, minutes = 0, rest = 0] = /^PT(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(iso) ?? [];
  return (Number(minutes) * 60 + Number(rest)) * 1000;
}

function askFor(kind, canary, etag) {
  return order({
    title: kind.label + ' the canary of ' + canary.route + '?', text: kind.text(canary), label: kind.label, kind: kind.kind ?? 'primary',
    run: (note) => carryOut('POST', '/v1/canaries/' + encodeURIComponent(canary.route) + '/' + kind.verb, { note }, etag),
  });
}

function setWeight(canary, etag) {
  const input = h('input', { type: 'number', min: '0', max: '100', value: canary.weight, required: true, name: 'weight', inputmode: 'numeric' });
  return order({
    title: 'The weight of the canary of ' + canary.route, text: 'It gets this weight and is frozen there, until it is resumed.', label: 'Set the weight',
    content: field('Weight', input, 'Percent of the clients, 0 to 100.'),
    run: (note) => carryOut('PUT', '/v1/canaries/' + encodeURIComponent(canary.route), { weight: Number(input.value), note }, etag),
  });
}

/** The tag says what was on the screen: if the canary has moved meanwhile, nothing happens, and the dialog says so. */
async function carryOut(method, path, body, etag) {
  const { data } = await send(method, path, body, { etag });
  toast('The canary of ' + data.route + ': ' + data.phase.replace('-', ' ') + ', ' + data.weight + ' %.');
  return data;
}
