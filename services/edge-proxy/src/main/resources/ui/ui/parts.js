import { canOperate } from '../api.js';
import { h, icon, mount } from './dom.js';
import { ago } from './format.js';
import { toast } from './dialog.js';

/** The head of a view and what is below it: page({title, about, actions: [..]}, ...content). */
export function page({ title, about, actions = [] }, ...content) {
  return h('div.page',
    h('header.page-head',
      h('div', h('h1', { tabindex: '-1' }, title), about && h('p.about', about)),
      h('div.actions', actions)),
    content);
}

/** A surface with a heading: card('Traffic', {actions, class}, ...content). */
export function card(title, options = {}, ...content) {
  return h('section.card', { class: options.class, 'aria-label': title || options.label },
    (title || options.actions) && h('header.card-head', h('h2', title, options.count), h('div.actions', options.actions)),
    content);
}

/** button('Purge', {icon, kind: 'primary'|'danger'|'quiet', title, onclick}). */
export function button(label, { icon: drawing, kind, title, onclick, ...more } = {}) {
  return h('button.button', { type: 'button', class: kind, title, onclick, ...more, ...(label ? {} : { 'aria-label': title }) },
    drawing && icon(drawing), label && h('span', label));
}

/** A control that needs the role `operate`: for others it is there, disabled, and says why. */
export function guarded(control) {
  if (!canOperate()) {
    control.disabled = true;
    control.title = 'Your token may only read. This needs the role operate.';
    control.classList.add('guarded');
  }
  return control;
}

/** badge('healthy', 'good'); tones: good, warn, bad, info, off, or none. */
export function badge(text, tone = '', title) {
  return h('span.badge', { class: tone, title }, text);
}

const TONES = {
  healthy: 'good', ready: 'good', in: 'good', running: 'info', complete: 'good', promoted: 'good', fresh: 'good', hit: 'good',
  suspect: 'warn', trial: 'warn', degraded: 'warn', stale: 'warn', frozen: 'warn', unknown: 'off', warning: 'warn',
  unhealthy: 'bad', ejected: 'bad', failed: 'bad', rolled_back: 'bad', critical: 'bad', down: 'bad',
};

/** The badge of a state by its usual tone. */
export function stateBadge(state, title) {
  const word = String(state ?? '').toLowerCase();
  return badge(word.replaceAll('_', ' ') || 'unknown', TONES[word] ?? '', title);
}

/** A status code, with the tone of its class. */
export function statusBadge(status) {
  const tone = status >= 500 ? 'bad' : status >= 400 ? 'warn' : status >= 300 ? 'info' : status >= 200 ? 'good' : 'off';
  return h('span.status', { class: tone }, status > 0 ? status : '–');
}

/** A figure with its name: {el, set({value, note, tone})}. With `href` it leads somewhere. */
export function tile(label, { href, title } = {}) {
  const value = h('span.tile-value', '–');
  const note = h('span.tile-note');
  const el = h(href ? 'a.tile' : 'div.tile', { href, title }, h('span.tile-label', label), value, note);
  return {
    el,
    set({ value: text, note: more = '', tone = '' }) {
      mount(value, text);
      mount(note, more);
      el.dataset.tone = tone;
    },
  };
}

/** A value that can be clicked: chip('shop', {title, onclick, onremove}). */
export function chip(label, { title, onclick, onremove, class: kind } = {}) {
  return h('span.chip', { class: kind },
    onclick ? h('button.chip-text', { type: 'button', title, onclick }, label) : h('span.chip-text', { title }, label),
    onremove && h('button.chip-x', { type: 'button', 'aria-label': 'Remove ' + label, onclick: onremove }, icon('close')));
}

/** One of a few: choice('Time range', [['5m', '5 min'], ...], '1h', (value) => ...). */
export function choice(label, options, chosen, onchange) {
  const name = 'choice-' + Math.random().toString(36).slice(2);
  return h('fieldset.choice', h('legend.hidden', label),
    options.map(([value, text]) => h('label',
      h('input', { type: 'radio', name, value, checked: value === chosen, onchange: () => onchange(value) }),
      h('span', text))));
}

/** A labelled control: field('Weight', h('input', ...), 'percent of clients'). */
export function field(label, control, hint) {
  const id = control.id || (control.id = 'field-' + Math.random().toString(36).slice(2));
  const note = hint && h('span.hint', { id: id + '-hint' }, hint);
  if (note) {
    control.setAttribute('aria-describedby', note.id);
  }
  return h('div.field', h('label', { for: id }, label), control, note);
}

/** A box that narrows what is shown: filter('Filter servers', (text) => ...). `/` puts the cursor into it. */
export function filter(label, onchange, value = '') {
  return h('input.filter', {
    type: 'search', placeholder: label, 'aria-label': label, value, data: { search: '' }, autocomplete: 'off', spellcheck: 'false',
    oninput: (event) => onchange(event.target.value.trim().toLowerCase()),
  });
}

/** tabs([['report', 'Report', () => element], ...], 'report', (name) => ...): what is chosen is made when it is first shown. */
export function tabs(label, list, chosen, onchange = () => {}) {
  const panel = h('div.tab-panel', { role: 'tabpanel', tabindex: '-1' });
  const strip = h('div.tabs', { role: 'tablist', 'aria-label': label });
  const heads = list.map(([name, text]) => h('button.tab', {
    type: 'button', role: 'tab', data: { name }, onclick: () => show(name),
    onkeydown: (event) => step(event, name),
  }, text));
  strip.append(...heads);
  function step(event, name) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by) {
      event.preventDefault();
      const at = list.findIndex(([each]) => each === name);
      show(list[(at + by + list.length) % list.length][0]);
      strip.querySelector('[aria-selected=true]').focus();
    }
  }
  function show(name, quiet) {
    heads.forEach((head) => {
      const on = head.dataset.name === name;
      head.setAttribute('aria-selected', on);
      head.tabIndex = on ? 0 : -1;
    });
    const [, text, make] = list.find(([each]) => each === name) ?? list[0];
    panel.setAttribute('aria-label', text);
    mount(panel, make());
    if (!quiet) {
      onchange(name);
    }
  }
  show(chosen ?? list[0][0], true);
  return { el: h('div.tabbed', strip, panel), show };
}

/** What to say where nothing is: empty('No canaries', 'A route gets one by ...', ...actions). */
export function empty(title, text, ...actions) {
  return h('div.empty', h('p.empty-title', title), text && h('p', text), actions.length > 0 && h('div.actions', actions));
}

/** What to say where something could not be had. */
export function failure(error, again) {
  return h('div.failure', { role: 'alert' },
    icon('warning'),
    h('div', h('p.failure-title', error.title ?? 'That did not work'), h('p.pre', error.detail || error.message)),
    again && button('Try again', { icon: 'refresh', onclick: again }));
}

/** A line that tells of something: notice('warn', ...children). */
export function notice(tone, ...content) {
  return h('div.notice', { class: tone, role: tone === 'bad' ? 'alert' : 'status' }, icon(tone === 'good' ? 'check' : 'warning'), h('div', content));
}

export function loading(label = 'Loading') {
  return h('div.loading', { role: 'status' }, h('span.spinner'), h('span', label + ' …'));
}

/** Names and values: details([['Version', '1.5'], ...]). Rows without a value are left out. */
export function details(rows) {
  return h('dl.details', rows.filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([name, value]) => [h('dt', name), h('dd', value)]));
}

/** Any data, for reading. */
export function json(data) {
  return h('pre.code', { tabindex: '0' }, typeof data === 'string' ? data : JSON.stringify(data, null, 2));
}

/** A button that copies a text. */
export function copy(text, label = '') {
  return button(label, {
    icon: 'copy', kind: 'quiet', title: 'Copy',
    onclick: async () => {
      await navigator.clipboard?.writeText(text);
      toast('Copied.');
    },
  });
}

/** Brings all relative times on the page up to date. */
export function refreshTimes(root = document) {
  const now = Date.now();
  root.querySelectorAll('time.ago').forEach((each) => {
    const text = ago(each.dateTime, now);
    if (each.textContent !== text) {
      each.textContent = text;
    }
  });
}
