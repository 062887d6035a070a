import { h, icon } from './dom.js';

const TOASTS_MAX = 4;
const TOAST_MILLIS = 6000;

/** A line that appears in the corner and is read aloud; tone: good, warn, bad. What is bad stays until it is closed. */
export function toast(text, tone = 'good', title) {
  const region = document.querySelector('.toasts') ?? document.body.appendChild(h('div.toasts', { role: 'region', 'aria-label': 'Messages' }));
  // A modal dialog hides all but itself: the region follows into the top layer where browsers can do that.
  region.setAttribute('popover', 'manual');
  const one = h('div.toast', { class: tone, role: tone === 'bad' ? 'alert' : 'status' },
    icon(tone === 'good' ? 'check' : 'warning'),
    h('div', title && h('strong', title), h('p.pre', text)),
    h('button.quiet', { type: 'button', 'aria-label': 'Close', onclick: close }, icon('close')));
  const same = [...region.children].find((each) => each.textContent === one.textContent);
  (same ?? null)?.remove();
  region.append(one);
  while (region.children.length > TOASTS_MAX) {
    region.firstElementChild.remove();
  }
  region.hidePopover?.();
  region.showPopover?.();
  if (tone !== 'bad') {
    setTimeout(close, TOAST_MILLIS);
  }
  function close() {
    one.remove();
    if (region.children.length === 0) {
      region.hidePopover?.();
    }
  }
}

/** Shows why a call did not work. For calls that nobody wants any more it says nothing. */
export function failed(error) {
  if (error?.name !== 'AbortError') {
    toast(error?.detail || error?.message || String(error), 'bad', error?.title);
  }
}

/**
 * A modal dialog: dialog({title, content, actions: [{label, kind, value}], wide}) answers with the value of the button, with
 * null when it was left. An action with `run` is carried out first, and keeps the dialog open when that throws.
 */
export function dialog({ title, content, actions = [], wide = false, submit }) {
  return new Promise((resolve) => {
    const problem = h('p.problem.pre', { role: 'alert', hidden: true });
    const buttons = actions.map((action, at) => h('button.button', {
      type: at === actions.length - 1 ? 'submit' : 'button', class: action.kind,
      onclick: (event) => { event.preventDefault(); choose(action); },
    }, action.label));
    const form = h('form', { method: 'dialog', onsubmit: (event) => { event.preventDefault(); choose(submit ?? actions.at(-1)); } },
      h('header', h('h2', title), h('button.quiet', { type: 'button', 'aria-label': 'Close', onclick: () => leave(null) }, icon('close'))),
      h('div.dialog-body', content), problem, h('footer', buttons));
    const box = h('dialog', { class: wide ? 'wide' : '', 'aria-label': title }, form);
    box.addEventListener('cancel', (event) => { event.preventDefault(); leave(null); });
    box.addEventListener('mousedown', (event) => { if (event.target === box) leave(null); });
    document.body.append(box);
    box.showModal();
    (box.querySelector('[autofocus]') ?? buttons.at(-1))?.focus();

    async function choose(action) {
      try {
        buttons.forEach((each) => { each.disabled = true; });
        leave(action?.run ? (await action.run()) ?? action.value ?? true : action?.value ?? true);
      } catch (error) {
        problem.textContent = error.detail || error.message;
        problem.hidden = false;
        buttons.forEach((each) => { each.disabled = false; });
      }
    }
    function leave(value) {
      box.close();
      box.remove();
      resolve(value);
    }
  });
}

/** Asks before something is done: true or false. `run` as in dialog, so that what goes wrong is said there. */
export async function confirm(title, text, { label = 'Go on', kind = 'primary', run } = {}) {
  const answer = await dialog({
    title, content: typeof text === 'string' ? h('p', text) : text,
    actions: [{ label: 'Cancel', value: false }, { label, kind, value: true, run }],
  });
  return answer !== null && answer !== false;
}

/** A panel at the side that leaves the rest usable: drawer('Record', content, {closed}) -> {el, close}. One at a time. */
export function drawer(title, content, { closed = () => {}, actions = [] } = {}) {
  document.querySelector('aside.drawer')?.dispatchEvent(new CustomEvent('replaced'));
  const back = document.activeElement;
  const heading = h('h2', { tabindex: '-1' }, title);
  const el = h('aside.drawer', { 'aria-label': title },
    h('header', heading, h('div.actions', actions, h('button.quiet', { type: 'button', 'aria-label': 'Close', title: 'Close (Esc)', onclick: close }, icon('close')))),
    h('div.drawer-body', content));
  el.addEventListener('replaced', () => { el.remove(); });
  el.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      close();
    }
  });
  document.querySelector('#view').append(el);
  heading.focus({ preventScroll: true });
  function close() {
    if (el.isConnected) {
      el.remove();
      closed();
      if (back?.isConnected) {
        back.focus({ preventScroll: true });
      }
    }
  }
  return { el, close };
}
