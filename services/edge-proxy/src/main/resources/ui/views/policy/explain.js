// What would happen to a request, and why; nothing is sent.
import { get } from '../../api.js';
import { link, replace } from '../../route.js';
import { badge, bytes, button, card, details, failure, field, h, mount, notice, seconds } from '../../ui.js';
import { unlock } from './unlocks.js';
import { logsLink, orderButton, quoted } from '../shared.js';

const FIELDS = ['url', 'method', 'client', 'user', 'group', 'listener', 'at', 'clientCountry', 'destination', 'destinationCountry'];
const FATES = { allow: ['is let through', 'good'], block: ['is refused', 'bad'], redirect: ['is sent elsewhere', 'warn'], drop: ['gets no answer', 'bad'] };

export function explainTab(at, query) {
  const inputs = Object.fromEntries(FIELDS.map((name) => [name, h('input', { type: 'text', name, value: query.get(name) ?? '', autocomplete: 'off', spellcheck: 'false' })]));
  inputs.url.placeholder = 'http://ads.example/banner, or host:443 for a tunnel';
  inputs.url.required = true;
  inputs.url.dataset.search = '';
  inputs.method.placeholder = 'GET';
  inputs.at.placeholder = 'now; 2h, or 2027-01-31T12:00:00Z';
  const result = h('div.stack', { 'aria-live': 'polite' });
  const more = ['group', 'listener', 'clientCountry', 'destination', 'destinationCountry'];
  mount(at, card('Ask', {}, h('form.stack', { onsubmit: (event) => { event.preventDefault(); run(); } },
    field('URL', inputs.url),
    h('div.fields', field('Method', inputs.method), field('Client', inputs.client, 'An address.'), field('User', inputs.user), field('At', inputs.at, 'A time, or how long ago.')),
    h('details.more', { open: more.some((name) => inputs[name].value) }, h('summary', 'More'), h('div.fields',
      field('Group', inputs.group), field('Listener', inputs.listener, 'A reverse one to see the other side.'), field('Client’s country', inputs.clientCountry),
      field('Destination', inputs.destination, 'An address.'), field('Destination’s country', inputs.destinationCountry))),
    h('div.actions', button('Explain', { type: 'submit', kind: 'primary', icon: 'search' })))), result);
  if (inputs.url.value) {
    run();
  } else {
    setTimeout(() => inputs.url.focus({ preventScroll: true }));
  }

  async function run() {
    const asked = Object.fromEntries(FIELDS.map((name) => [name, inputs[name].value.trim()]));
    replace('policy', ['explain'], asked);
    try {
      mount(result, explained(await get('/v1/explain', asked), asked, run));
    } catch (error) {
      mount(result, failure(error));
    }
  }
}

function explained(answer, asked, again) {
  return [
    answer.at && notice('warn', 'As it was at ' + answer.at + (answer.revision ? ', by revision ' + answer.revision.number + ' (' + answer.revision.author + ').' : '.'), (answer.notes ?? []).map((note) => h('p', note))),
    decision(answer, asked, again),
    answer.at && (answer.differs
      ? [notice('warn', h('strong', 'Now it would differ: '), answer.difference), decision(answer.now, asked, again, 'Now')]
      : notice('good', 'It is the same now.')),
  ];
}

function decision(answer, asked, again, heading = 'Decision') {
  const [fate, tone] = FATES[answer.verdict] ?? [answer.verdict, ''];
  const blocked = answer.verdict === 'block' || answer.verdict === 'drop';
  return card(heading, { class: 'decision' },
    h('p.verdict', { class: tone }, h('code', answer.target), ' ', h('b', fate), answer.status > 0 && [' with ', h('b', answer.status)], ' by ', h('b', answer.rule), '.'),
    details([
      ['Reason', answer.reason], ['Reference', answer.reference],
      ['List', answer.list && [h('a', { href: link('policy', ['lists'], { host: answer.listed }) }, answer.list), ', as ', h('code', answer.listed), answer.line ? ', line ' + answer.line : '']],
      ['Line', answer.lineText && h('code', answer.lineText)], ['Dial', answer.dial],
    ]),
    h('h3', 'Rules, in order'),
    h('ol.steps-tried', answer.steps.map((step) => h('li', { class: step.unmet ? '' : stepTone(step, answer) }, h('b', step.rule), h('span', stepText(step)), step.note && h('small', step.note)))),
    (answer.cache ?? []).map(cached),
    h('div.actions',
      blocked && orderButton('Unlock it for a while', { icon: 'key', kind: 'primary', onclick: () => unlock({ site: siteOf(answer.target), client: asked.client, user: asked.user }).then((made) => made && again()) }),
      h('a.button', { href: logsLink('host~' + quoted(siteOf(answer.target))) }, h('span', 'Its records'))));
}

function siteOf(target) {
  return target.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
}

function stepTone(step, answer) {
  return step.gate ? 'info' : (FATES[answer.verdict] ?? [])[1];
}

function stepText(step) {
  if (step.unmet) {
    return 'does not apply: ' + step.unmet.replaceAll('_', ' ');
  }
  if (step.gate === 'report') {
    return 'would decide, and only reports';
  }
  if (step.gate.startsWith('unlock:')) {
    return 'is passed over: unlocked by ' + step.gate.slice('unlock:'.length);
  }
  return step.gate ? step.gate + ', taken as passed' : 'decides';
}

function cached(section) {
  const { plan } = section;
  return h('p', h('b', 'Cache'), ' of ' + (section.edge ?? 'an edge') + ': ', plan && badge(plan.outcome, plan.outcome === 'hit' ? 'good' : ''), plan?.detail && ' ' + plan.detail, ' ',
    (section.stored ?? []).map((entry) => h('span.muted', entry.tier + ', ' + bytes(entry.bytes) + ', ' + (entry.freshness.ttl > 0 ? 'fresh for ' + seconds(entry.freshness.ttl) : 'stale') + ' ')),
    plan && h('a', { href: link('cache', [], { url: plan.url }) }, 'look it up'));
}
