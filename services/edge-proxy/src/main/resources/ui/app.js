// The shell: navigation, shortcuts, theme, token. A view is loaded when it is first asked for.
import { canOperate, identify, link as reach, session, setToken, token, tokenFrom, watch } from './api.js';
import { commands, openPalette } from './palette.js';
import * as route from './route.js';
import { badge, button, dialog, failed, failure, field, h, icon, loading, mount, refreshTimes, toast } from './ui.js';
import { views } from './views/index.js';

const THEMES = ['system', 'dark', 'light'];
const PHONE_VIEWS = ['overview', 'logs', 'servers', 'alarms'];
const CHORD_MILLIS = 1200;

let shown = { name: '', module: null };
let turn = 0;
let chord = 0;

const main = h('main', { id: 'view', tabindex: '-1' });
const account = h('div.account');
const offline = h('div.offline', { role: 'status', hidden: true }, icon('warning'), 'The edge cannot be reached. Trying again …');
const nav = h('nav', { 'aria-label': 'Views', id: 'nav' }, views.map(entry));
const menu = button('', { icon: 'menu', kind: 'quiet', title: 'Menu', onclick: toggleMenu, 'aria-controls': 'nav', 'aria-expanded': 'false' });
const theme = button('', { kind: 'quiet', title: 'Theme', onclick: nextTheme });

function entry(view) {
  return h('a', { href: route.link(view.name), data: { view: view.name }, title: view.label + ' (g ' + view.key + ')', onclick: () => toggleMenu(false) },
    icon(view.name), h('span', view.label));
}

function layout() {
  mount(document.querySelector('#app'),
    h('header.top', menu,
      h('a.brand', { href: route.link('overview'), 'aria-label': 'Sallyport, overview' }, h('img', { src: 'icon.svg', alt: '', width: '24', height: '24' }), h('span', 'Sallyport')),
      h('button.finder', { type: 'button', onclick: openPalette, 'aria-label': 'Commands (Ctrl K)' }, icon('search'), h('span', 'Go to or do'), h('kbd', 'Ctrl K')),
      account, theme),
    h('div.frame', h('div.side', nav, h('p.side-note', h('kbd', '?'), ' shortcuts')), h('div.content', offline, main)),
    h('nav.bottom', { 'aria-label': 'Main views' },
      views.filter((view) => PHONE_VIEWS.includes(view.name)).map(entry),
      h('button', { type: 'button', onclick: () => toggleMenu(), 'aria-label': 'More views' }, icon('more'), h('span', 'More'))));
}

function toggleMenu(open = !document.body.classList.contains('menu-open')) {
  document.body.classList.toggle('menu-open', open);
  menu.setAttribute('aria-expanded', open);
  if (open) {
    nav.querySelector('a').focus();
  }
}

async function follow() {
  const asked = route.current();
  const view = views.find((each) => each.name === asked.view) ?? views[0];
  const mine = ++turn;
  if (shown.name === view.name && shown.module?.update) {
    shown.module.update(asked);
    return;
  }
  const moved = shown.name !== view.name;
  leave();
  shown = { name: view.name, module: null };
  document.querySelectorAll('a[data-view]').forEach((each) => {
    each.toggleAttribute('aria-current', each.dataset.view === view.name);
    if (each.dataset.view === view.name) each.setAttribute('aria-current', 'page');
  });
  const slow = setTimeout(() => mount(main, loading()), 150);
  try {
    const module = await view.load();
    clearTimeout(slow);
    if (mine !== turn) {
      return;
    }
    shown.module = module;
    document.title = module.title + ' · Sallyport';
    mount(main);
    main.dataset.view = view.name;
    module.render(main, asked);
    if (moved) {
      scrollTo(0, 0);
      main.focus({ preventScroll: true });
    }
  } catch (error) {
    clearTimeout(slow);
    console.error(error);
    mount(main, failure(error, () => location.reload()));
  }
}

function leave() {
  try {
    shown.module?.dispose?.();
  } catch (error) {
    console.error(error);
  }
}

// Shortcuts.

function keys(event) {
  const typing = event.target.closest?.('input, textarea, select, [contenteditable]');
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    openPalette();
  } else if (event.key === 'Escape' && document.body.classList.contains('menu-open')) {
    toggleMenu(false);
  } else if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey && !document.querySelector('dialog[open]')) {
    plainKey(event);
  }
}

function plainKey(event) {
  if (Date.now() - chord < CHORD_MILLIS) {
    chord = 0;
    const view = views.find((each) => each.key === event.key);
    if (view) {
      event.preventDefault();
      route.go(view.name);
    }
  } else if (event.key === 'g') {
    chord = Date.now();
  } else if (event.key === '?') {
    shortcuts();
  } else if (event.key === 't') {
    nextTheme();
  } else if (event.key === '/') {
    const search = main.querySelector('[data-search]');
    if (search) {
      event.preventDefault();
      search.focus();
      search.select?.();
    }
  }
}

function shortcuts() {
  const rows = [['Ctrl K', 'commands'], ['/', 'the search box of this view'], ['?', 'this list'], ['t', 'theme'], ['↑ ↓ or j k', 'rows of a table'],
    ['Enter', 'opens a row'], ['Esc', 'closes what is open'], ...views.map((view) => ['g ' + view.key, view.label])];
  dialog({
    title: 'Shortcuts', content: h('dl.shortcuts', rows.map(([key, text]) => [h('dt', h('kbd', key)), h('dd', text)])),
    actions: [{ label: 'Close', kind: 'primary' }],
  });
}

// Theme.

function chosenTheme() {
  return document.documentElement.dataset.theme ?? 'system';
}

function nextTheme() {
  setTheme(THEMES[(THEMES.indexOf(chosenTheme()) + 1) % THEMES.length]);
}

function setTheme(name) {
  if (name === 'system') {
    delete document.documentElement.dataset.theme;
    localStorage.removeItem('sallyport.theme');
  } else {
    document.documentElement.dataset.theme = name;
    localStorage.setItem('sallyport.theme', name);
  }
  showTheme();
  dispatchEvent(new Event('themechange'));
}

function showTheme() {
  const name = chosenTheme();
  theme.replaceChildren(icon({ system: 'system', dark: 'moon', light: 'sun' }[name]));
  theme.title = 'Theme: ' + name + ' (t)';
  theme.setAttribute('aria-label', theme.title);
}

// Token and role.

async function askToken(wasWrong) {
  const input = h('input', { type: 'password', autocomplete: 'off', autofocus: true, spellcheck: 'false', name: 'token' });
  const answer = await dialog({
    title: 'A token is needed',
    content: [
      wasWrong && h('p.problem', 'The token is not one of this edge.'),
      field('Token', input, 'One of admin.token and admin.tokens. It is kept until this tab is closed, and sent to this address only.'),
    ],
    actions: [{ label: 'Go on', kind: 'primary', run: () => input.value.trim() }],
  });
  if (typeof answer !== 'string' || answer === '') {
    return null;
  }
  setToken(answer);
  identify().catch(() => {});
  return answer;
}

async function changeToken() {
  setToken('');
  try {
    await identify();
    if (!token()) {
      toast('This edge asks for no token.');
    }
    location.reload();
  } catch (error) {
    failed(error);
  }
}

function showAccount() {
  offline.hidden = reach.up;
  document.body.dataset.role = session.role;
  mount(account, session.known && (session.name || !canOperate())
    && h('button.who', { type: 'button', onclick: changeToken, title: 'Use another token' }, icon('key'), h('span', session.name), badge(session.role, canOperate() ? 'info' : 'off')));
}

commands(() => [
  ...views.map((view) => ({ label: view.label, hint: 'go to', icon: view.name, keys: 'g ' + view.key, run: () => route.go(view.name) })),
  ...THEMES.map((name) => ({ label: 'Theme: ' + name, icon: { system: 'system', dark: 'moon', light: 'sun' }[name], run: () => setTheme(name) })),
  { label: 'Use another token', icon: 'key', run: changeToken },
  { label: 'Shortcuts', icon: 'more', keys: '?', run: shortcuts },
]);

tokenFrom(askToken);
watch(showAccount);
layout();
showTheme();
addEventListener('hashchange', follow);
addEventListener('keydown', keys);
document.querySelector('[data-skip]').addEventListener('click', (event) => { event.preventDefault(); main.focus(); });
document.addEventListener('click', (event) => {
  if (!event.target.closest('.side, .top, .bottom')) toggleMenuClosed();
});
function toggleMenuClosed() {
  if (document.body.classList.contains('menu-open')) toggleMenu(false);
}
setInterval(() => { if (!document.hidden) refreshTimes(); }, 5000);
// The role decides which controls are alive, so it is known before the first view is.
identify().catch(failed).finally(follow);
