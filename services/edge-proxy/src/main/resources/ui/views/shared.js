// What several views have in common.
import { poll } from '../api.js';
import { link } from '../route.js';
import { button, dialog, failure, field, guarded, h, icon, loading, mount, notice, time, toast } from '../ui.js';

export { quoted } from './logs/language.js';

/** The address of records: logsLink('status>=500', {since: '1h'}). */
export function logsLink(where, query = {}) {
  return link('logs', [], { where, ...query });
}

/** Without the scheme: 127.0.0.1:9101. */
export function authorityOf(endpoint) {
  return String(endpoint).replace(/^[a-z0-9+.-]+:\/\//i, '').replace(/\/$/, '');
}

/** The identity of a server in the inventory. */
export function serverId(cluster, endpoint) {
  return cluster + '@' + authorityOf(endpoint);
}

/**
 * Asks now and every so often, and shows what comes. Until something has come it says that it waits, or why nothing comes.
 * Returns how to end it, with `.now()`.
 */
export function live(el, ask, show, millis = 5000) {
  let had = false;
  mount(el, loading());
  const stop = poll(async (signal) => {
    const data = await ask(signal);
    if (!had) {
      mount(el);
      had = true;
    }
    el.classList.remove('old');
    show(data);
  }, millis, (error) => {
    if (had) {
      el.classList.add('old');
    } else {
      mount(el, failure(error, () => stop.now()));
    }
  });
  return stop;
}

/** What ends with a view: {add(end), all()}. */
export function ends() {
  const list = [];
  return {
    add(end) {
      list.push(end);
      return end;
    },
    all() {
      list.splice(0).forEach((end) => end());
    },
  };
}

/** What happened when, the newest first: timeline([{at, tone, title, text}]). */
export function timeline(events, none) {
  return events.length === 0
    ? h('p.none', none)
    : h('ol.timeline', events.map((event) => h('li', { class: event.tone },
      h('span.timeline-title', event.title), time(event.at), event.text && h('p', event.text))));
}

/** A row of small facts that wraps: facts(['GET', badge('cached')]). */
export function facts(...items) {
  return h('div.facts', items);
}

/** A link that looks like a button. */
export function linkButton(label, href, drawing) {
  return h('a.button', { href }, drawing && icon(drawing), h('span', label));
}

/**
 * Asks for a note and then does it: order({title, text, label, kind, note: true, run(note)}). Resolves to what `run` gives, or
 * to null when it was left. What goes wrong is said in the dialog, which stays.
 */
export function order({ title, text, label, kind = 'primary', note = true, content = [], run }) {
  const why = h('input', { type: 'text', maxlength: '300', autocomplete: 'off', name: 'note', autofocus: note });
  return dialog({
    title,
    content: [
      text && (typeof text === 'string' ? h('p', text) : text),
      content,
      note && field('Note', why, 'Why, for whoever reads the record of this later.'),
    ],
    actions: [{ label: 'Cancel', value: null }, { label, kind, run: () => run(why.value.trim()) }],
  });
}

/** A button that only who may operate can press. */
export function orderButton(label, options) {
  return guarded(button(label, options));
}

/**
 * The way on after a conflict (409, 412): says what is the case now and lets the caller look again.
 */
export function conflict(error, again, label = 'Show what is the case now') {
  return notice('warn', h('strong', error.title), h('p.pre', error.detail), again && button(label, { icon: 'refresh', onclick: again }));
}

/** A duration as the API writes them, PT0.2S, PT5M, as people do: 200 ms, 5 min. */
export function duration(iso) {
  const found = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(iso ?? '');
  if (!found) {
    return iso ?? '';
  }
  const [, days, hours, minutes, rest] = found;
  const parts = [[days, 'd'], [hours, 'h'], [minutes, 'min'], [rest, 's']]
    .filter(([value]) => value !== undefined && Number(value) > 0)
    .map(([value, unit]) => (unit === 's' && value < 1 ? Math.round(value * 1000) + ' ms' : value + ' ' + unit));
  return parts.join(' ') || '0 s';
}

/** What became of an order that makes a revision. */
export function told(answer) {
  toast('Revision ' + answer.revision.number + (answer.inForce ? ' is in force.' : ' is written, and not in force yet: ' + (answer.problem ?? '')), answer.inForce ? 'good' : 'warn');
  (answer.warnings ?? []).forEach((text) => toast(text, 'warn'));
}
