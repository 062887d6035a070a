import { get, poll } from '../api.js';
import { chart } from '../chart.js';
import { grid, instant, rangeOptions, RANGES } from '../ranges.js';
import { link, replace } from '../route.js';
import { badge, bytes, choice, compact, failure, h, micros, mount, notice, number, page, percent, plural, tile, time } from '../ui.js';
import { firstRun } from './overview/first-run.js';
import { byStatusClass, columns, timesOf, total } from './overview/series.js';
import { suite, suiteTile } from './overview/suite.js';
import { errorNote, top } from './overview/tops.js';
import { quoted } from './logs/language.js';

export const title = 'Overview';

const CHOICES = ['5m', '1h', '24h', '7d'];
const SYNC = 'overview';
const REFUSED_BY_RULE = 'outcome=http_request_denied or outcome=sp_rule_dropped or outcome=sp_tunnel_cut';

let ends = [];

export function render(root, params) {
  let name = CHOICES.includes(params.query.get('range')) ? params.query.get('range') : '5m';
  const parts = build();
  const problem = h('div');
  const start = h('div', { hidden: true }, firstRun());
  const range = choice('Time range', rangeOptions(CHOICES), name, (value) => {
    name = value;
    replace('overview', [], { range: value === '5m' ? '' : value });
    begin();
  });
  mount(root, page({ title, actions: [range] },
    problem, parts.alarms, start, h('div.tiles', Object.values(parts.tiles).map((each) => each.el)),
    h('div.grid.two', parts.charts.map(([heading, each]) => h('section.card', h('h2', heading), each.el))),
    h('div.grid', parts.tops.map((each) => each.el)),
    parts.suite.el));
  begin();

  function begin() {
    stop();
    const failed = (error) => mount(problem, failure(error));
    const asked = RANGES[name];
    ends = [
      poll((signal) => figures(asked, signal), asked.again, failed),
      poll((signal) => tops(signal), asked.again * 3, failed),
      poll((signal) => state(signal), 5000, failed),
    ];
  }

  async function figures(asked, signal) {
    const steps = grid(asked);
    const span = { since: instant(steps.start), until: instant(steps.end), every: asked.every };
    const overall = await get('/v1/logs/stats', { since: name, by: [''] }, { signal });
    const [classes, all] = await Promise.all([
      get('/v1/logs/stats', { ...span, by: 'status', top: 20 }, { signal }),
      get('/v1/logs/stats', { ...span, by: [''] }, { signal }),
    ]);
    mount(problem, missing(overall));
    start.hidden = overall.kept !== 0;
    showTiles(parts.tiles, total(overall), asked.span);
    showCharts(parts.charts, steps, classes.groups, all.groups);
  }

  async function tops(signal) {
    const [hosts, clusters, blocked] = parts.tops;
    const ask = (by, where) => get('/v1/logs/stats', { since: name, by, where, top: 20 }, { signal });
    hosts.set((await ask('authority')).groups, name);
    clusters.set((await ask('cluster', 'direction=reverse')).groups.filter((group) => group.by.cluster !== ''), name);
    blocked.set((await ask('authority,rule', REFUSED_BY_RULE)).groups, name);
  }

  async function state(signal) {
    const status = await get('/v1/status', {}, { signal });
    parts.suite.set(status);
    parts.tiles.services.set(suiteTile(status));
    const { alarms } = await get('/v1/alarms', {}, { signal }).catch((error) => {
      if (error.status === 404) {
        return { alarms: [] };
      }
      throw error;
    });
    mount(parts.alarms, alarms.slice(0, 3).map((alarm) => notice(alarm.severity === 'critical' ? 'bad' : 'warn',
      h('b', alarm.subject), ' ', alarm.text, ' ', h('small', 'since ', time(alarm.since)))),
    alarms.length > 3 && h('a', { href: link('alarms') }, 'All ' + alarms.length + ' alarms'));
  }
}

export function dispose() {
  stop();
  charts.splice(0).forEach((each) => each.destroy());
}

const charts = [];

function stop() {
  ends.splice(0).forEach((end) => end());
}

function build() {
  const rate = (value) => (value === undefined ? '–' : value >= 10 ? compact(Math.round(value)) : String(Number(value.toFixed(2)))) + '/s';
  const timing = (value) => micros(value);
  const made = [
    ['Traffic', chart({
      label: 'Requests a second by class of status', stacked: true, format: rate, sync: SYNC,
      series: [{ label: '2xx', color: '--c-good' }, { label: '3xx', color: '--c-info' }, { label: '4xx', color: '--c-warn' }, { label: '5xx', color: '--c-bad' }, { label: 'no answer', color: '--c-off' }],
    })],
    ['Latency', chart({
      label: 'Time until the answer was complete', format: timing, least: 1000, sync: SYNC,
      series: [{ label: 'half within', color: '--c-accent' }, { label: '99 % within', color: '--c-violet', fill: false }],
    })],
    ['Errors and blocked', chart({
      label: 'Errors and blocked requests a second', format: rate, sync: SYNC,
      series: [{ label: 'errors', color: '--c-bad' }, { label: 'blocked', color: '--c-violet' }],
    })],
    ['Answers from the cache', chart({
      label: 'Share of requests answered by the cache', format: (value) => percent(value), top: 1, sync: SYNC,
      series: [{ label: 'hit ratio', color: '--c-info' }],
    })],
  ];
  charts.push(...made.map(([, each]) => each));
  return {
    alarms: h('div.stack', { 'aria-live': 'polite' }),
    charts: made,
    tiles: {
      requests: tile('Requests'), errors: tile('Errors'), hits: tile('From the cache'), blocked: tile('Blocked'), half: tile('Latency, median'),
      slow: tile('Latency, p99'), sent: tile('Sent to clients'), services: tile('Services'),
    },
    tops: [
      top('Most asked hosts', { name: (group) => group.by.authority || '(none)', where: (group) => 'authority=' + quoted(group.by.authority), note: errorNote, none: 'No requests.' }),
      top('Clusters', { name: (group) => group.by.cluster, where: (group) => 'cluster=' + quoted(group.by.cluster), note: errorNote, none: 'No requests to servers of yours.' }),
      top('Most blocked', {
        name: (group) => group.by.authority, where: (group) => 'authority=' + quoted(group.by.authority) + ' and rule=' + quoted(group.by.rule),
        note: (group) => badge(group.by.rule, '', 'rule'), none: 'Nothing was blocked.',
      }),
    ],
    suite: suite(),
  };
}

function missing(answer) {
  const names = answer.coverage?.missing ?? [];
  return names.length > 0 && notice('warn', plural(names.length, 'log-collector') + ' did not answer: the figures are those of the others.');
}

function showTiles(tiles, all, span) {
  const rate = all.count / span;
  tiles.requests.set({ value: compact(all.count), note: (rate >= 10 ? number(rate) : Number(rate.toFixed(2))) + ' a second' });
  tiles.errors.set({
    value: percent(all.errorShare), note: plural(all.errors, 'error'),
    tone: all.errorShare >= 0.05 ? 'bad' : all.errorShare >= 0.01 ? 'warn' : '',
  });
  tiles.hits.set({ value: all.count > 0 ? percent(all.hits / all.count) : '–', note: plural(all.hits, 'answer') });
  tiles.blocked.set({ value: compact(all.blocked), note: all.count > 0 ? percent(all.blocked / all.count) + ' of all' : '' });
  tiles.half.set({ value: micros(all.p50Micros), note: '90 % within ' + micros(all.p90Micros) });
  tiles.slow.set({ value: micros(all.p99Micros), note: all.p999Micros ? '99.9 % within ' + micros(all.p999Micros) : '' });
  tiles.sent.set({ value: bytes(all.bytesOut), note: bytes(all.bytesIn) + ' received' });
}

function showCharts([[, traffic], [, latency], [, trouble], [, hits]], steps, classes, all) {
  const times = timesOf(steps);
  traffic.set(times, byStatusClass(classes, steps));
  latency.set(times, columns(all, steps, [(group) => group.p50Micros, (group) => group.p99Micros], null));
  trouble.set(times, columns(all, steps, [(group, seconds) => group.errors / seconds, (group, seconds) => group.blocked / seconds], 0));
  hits.set(times, columns(all, steps, [(group) => group.hits / group.count], null));
}
