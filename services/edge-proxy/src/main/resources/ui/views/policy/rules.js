// The rules in force, in their order, with what those in report mode would have done.
import { get, send } from '../../api.js';
import { link } from '../../route.js';
import { badge, choice, details, drawer, filter, h, json, mount, notice, number, percent, plural, table, time, toast } from '../../ui.js';
import { facts, linkButton, live, logsLink, order, orderButton, quoted } from '../shared.js';

const CONDITIONS = {
  site: 'site', list: 'list', client: 'client', listener: 'listener', method: 'method', port: 'port', path: 'path', route: 'route', scheme: 'scheme',
  clientCountry: 'client in', destinationCountry: 'destination in', destination: 'destination', user: 'user', group: 'group', time: 'time',
};
const SHOWN = 3;
const DATED = { 'not-yet': ['not yet in force', 'off'], 'ends-soon': ['ends soon', 'warn'], ended: ['ended', 'bad'] };

export function rulesTab(at, query, ending) {
  let since = '24h';
  let words = query.get('q') ?? '';
  let policy = null;
  let report = null;
  const notices = h('div.stack');
  const tableAt = h('div');
  const rows = table({
    label: 'Rules', key: (row) => row.rule.name, open: (row) => openRule(row, again), none: 'No rule matches.', tone: (row) => (row.rule.mode === 'REPORT' ? 'warn' : ''),
    columns: [
      { key: 'rank', label: '#', align: 'end', class: 'tight', cell: (row) => row.rank || '', wide: true },
      { key: 'name', label: 'Rule', cell: ruleName },
      { key: 'when', label: 'When', cell: (row) => when(row.rule.when) },
      { key: 'then', label: 'Then', cell: (row) => then(row.rule) },
      { key: 'report', label: 'Would have', align: 'end', cell: reported },
    ],
  });
  mount(at, notices, h('div.toolbar',
    filter('Filter rules', (text) => { words = text; show(); }, words),
    choice('Report since', [['1h', '1 h'], ['24h', '24 h'], ['7d', '7 d']], since, (value) => { since = value; reporting.now(); })), tableAt);
  const asking = ending.add(live(tableAt, (signal) => get('/v1/policies', {}, { signal }), (answer) => {
    policy = answer;
    if (!rows.el.isConnected) {
      mount(tableAt, rows.el);
    }
    mount(notices, problems(answer));
    show();
  }));
  const reporting = ending.add(live(h('div'), (signal) => get('/v1/policies/report', { since }, { signal }), (answer) => {
    report = answer;
    show();
  }, 15_000));

  function show() {
    if (policy === null) {
      return;
    }
    const { document } = policy;
    const all = document.rules.map((rule, index) => ({ rule, rank: index + 1, dated: policy.dated.find((each) => each.rule === rule.name), report: report?.rules.find((each) => each.rule === rule.name) }));
    all.push({ rule: { name: 'default', when: {}, then: document.fallback === 'BLOCK' ? { block: true } : { allow: {} }, mode: 'ENFORCE', status: 404, isDefault: true }, rank: 0 });
    rows.set(all.filter((row) => words.split(/\s+/).every((word) => JSON.stringify(row.rule).toLowerCase().includes(word))));
  }
  function again() {
    asking.now();
    reporting.now();
  }
}

function problems(answer) {
  return [
    answer.problem && notice('bad', h('strong', 'The last change was refused. '), h('span.pre', answer.problem)),
    answer.fileDiffers && notice('warn', 'policies.yaml says something else than what is in force. ', h('a', { href: link('revisions', [String(answer.revision?.number ?? 1)], { with: 'file' }) }, 'Show the difference')),
  ];
}

function ruleName(row) {
  const [text, tone] = DATED[row.dated?.state ?? row.dated?.why] ?? [];
  return h('div.name', h('b', row.rule.name), facts(
    row.rule.mode === 'REPORT' && badge('report', 'warn', 'It only notes in the records what it would do.'), text && badge(text, tone),
    row.rule.reason && h('small', row.rule.reason)));
}

function when(conditions) {
  const found = Object.entries(CONDITIONS).filter(([key]) => conditions[key]?.length > 0);
  return found.length === 0 ? h('span.muted', 'always') : facts(found.map(([key, word]) => h('span.condition', h('small', word), ' ', values(conditions[key]))));
}

function values(list) {
  const texts = list.map((each) => (typeof each === 'object' ? Object.values(each).flat().filter(Boolean).join(' ') : String(each)));
  return h('code', { title: texts.join('\n') }, texts.slice(0, SHOWN).join(', ') + (texts.length > SHOWN ? ' +' + (texts.length - SHOWN) : ''));
}

/** What a rule does, with how it looks. */
function then(rule) {
  const does = rule.then;
  if (does.block) {
    return facts(badge('block ' + rule.status, 'bad'), rule.reference && h('small', rule.reference));
  }
  if (does.drop) {
    return badge('drop', 'bad');
  }
  if (does.redirect) {
    return facts(badge('redirect', 'info'), h('code', does.redirect.to ?? String(does.redirect)));
  }
  if (does.limit) {
    return facts(badge('limit', 'warn'), h('small', limitOf(does.limit)));
  }
  if (does.require) {
    return badge('login', 'info');
  }
  if (does.exit) {
    return facts(badge('exit', 'violet'), h('code', does.exit.name ?? String(does.exit)));
  }
  return facts(badge('allow', 'good'), does.allow?.profile && badge(String(does.allow.profile).toLowerCase()), does.allow?.exit && badge('exit ' + (does.allow.exit.name ?? does.allow.exit), 'violet'),
    does.allow?.targets?.length > 0 && h('small', 'to ' + does.allow.targets.join(', ')));
}

function limitOf(limit) {
  return typeof limit.rate === 'object' && limit.rate ? Object.values(limit.rate).join(' per ') : String(limit.rate ?? '');
}

function reported(row) {
  const { report } = row;
  if (!report) {
    return row.rule.mode === 'REPORT' ? '…' : '';
  }
  return h('a', { href: logsLink('reported~' + quoted(row.rule.name)), title: plural(report.users, 'user') }, h('b', number(report.requests)), h('small', ' ' + (report.would || 'reported')));
}

function openRule(row, again) {
  const { rule, report } = row;
  const shown = drawer('Rule ' + rule.name, [
    h('div.actions', linkButton('Its records', logsLink('rule=' + quoted(rule.name)), 'logs'), !rule.isDefault && modeButton(rule, () => { shown.close(); again(); })),
    details([['When', when(rule.when)], ['Then', then(rule)], ['Mode', rule.mode?.toLowerCase()], ['Reason', rule.reason], ['Reference', rule.reference], ['Authority', rule.authority],
      ['From', rule.valid?.from && time(rule.valid.from)], ['Until', rule.valid?.until && time(rule.valid.until)]]),
    report && reportOf(report), !rule.isDefault && [h('h3', 'As it is understood'), json(rule)],
  ]);
}

function reportOf(report) {
  return h('section.stack', h('h3', 'What it would have done'), details([
    ['Requests', number(report.requests) + (report.requests > report.alone ? ', ' + number(report.requests - report.alone) + ' of them taken by a rule on trial before it' : '')],
    ['Users', about(report.users, report.usersError)], ['Clients', about(report.clients, report.clientsError)],
    ['First', report.first && time(report.first)], ['Last', report.last && time(report.last)],
    ['Sites', counts(report.sites)], ['Instead', counts(report.instead)],
  ]));
}

function about(count, error) {
  return error > 0 ? 'about ' + number(count) + ', give or take ' + percent(error) : number(count);
}

function counts(list) {
  return list?.length > 0 && h('ul', list.slice(0, 8).map((each) => h('li', h('b', number(each.requests)), ' ', each.name)));
}

function modeButton(rule, done) {
  const trial = rule.mode === 'REPORT';
  return orderButton(trial ? 'Enforce it' : 'Put it on trial', {
    kind: trial ? 'primary' : '', icon: trial ? 'check' : 'pause',
    onclick: () => changeMode(rule, trial).then((answer) => answer && done()),
  });
}

function changeMode(rule, trial) {
  return order({
    title: trial ? 'Enforce ' + rule.name + '?' : 'Put ' + rule.name + ' on trial?', label: trial ? 'Enforce it' : 'Put it on trial',
    text: trial ? 'What it only reported until now it does from now on. Just its mode changes in the text of the policy.' : 'It only notes in the records what it would do.',
    run: async (note) => {
      const { etag } = (await get('/v1/policies')).revision;
      const { data } = await send('POST', '/v1/policies/rules/' + encodeURIComponent(rule.name) + (trial ? '/promote' : '/demote'), undefined, { params: { note }, etag: '"' + etag + '"' });
      toast('Revision ' + data.revision.number + (data.inForce ? ' is in force.' : ' is written, and not in force yet.'));
      return data;
    },
  });
}
