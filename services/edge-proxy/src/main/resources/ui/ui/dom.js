const SVG = 'http://www.w3.org/2000/svg';

/**
 * An element: h('button.primary', {type: 'button', onclick: save}, 'Save'). Children are elements, texts and lists of them;
 * null, undefined and false are left out. Properties that begin with `on` are listeners; `style` is an object; `data` too.
 */
export function h(tag, properties, ...children) {
  const [name, ...classes] = tag.split('.');
  const element = document.createElement(name || 'div');
  if (classes.length > 0) {
    element.className = classes.join(' ');
  }
  const plain = properties && Object.getPrototypeOf(properties) === Object.prototype;
  if (plain) {
    for (const [key, value] of Object.entries(properties)) {
      put(element, key, value);
    }
  }
  append(element, plain ? children : [properties, ...children]);
  return element;
}

function put(element, key, value) {
  if (value === undefined || value === null || value === false) {
    return;
  }
  if (key.startsWith('on')) {
    element.addEventListener(key.slice(2), value);
  } else if (key === 'class') {
    element.classList.add(...String(value).split(' ').filter(Boolean));
  } else if (key === 'style') {
    for (const [name, each] of Object.entries(value)) {
      element.style.setProperty(name, each);
    }
  } else if (key === 'data') {
    Object.assign(element.dataset, value);
  } else if (key === 'value' || key === 'checked' || key === 'disabled' || key === 'indeterminate') {
    element[key] = value;
  } else if (key === 'href' && /^\s*(javascript|data|vbscript):/i.test(value)) {
    element.removeAttribute('href');
  } else {
    element.setAttribute(key, value === true ? '' : value);
  }
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false && child !== true) {
      element.append(child instanceof Node ? child : document.createTextNode(String(child)));
    }
  }
}

/** Takes everything out. */
export function clear(element) {
  element.replaceChildren();
  return element;
}

/** Puts these in the place of everything that is in there. */
export function mount(element, ...children) {
  clear(element);
  append(element, children);
  return element;
}

// Outlines on a grid of 24, drawn for this page.
const ICONS = {
  overview: 'M4 19V10M10 19V5M16 19v-6M21 19H3',
  logs: 'M5 6h14M5 12h14M5 18h9',
  servers: 'M4 5h16v6H4zM4 13h16v6H4zM8 8h.01M8 16h.01',
  routes: 'M6 4v10a4 4 0 0 0 4 4h8M15 15l3 3-3 3M6 9h8a4 4 0 0 0 4-4V4',
  canaries: 'M12 21V11M12 11 6 4M12 11l6-7M8.5 21h7',
  cache: 'M12 3l8 4-8 4-8-4zM4 12l8 4 8-4M4 17l8 4 8-4',
  policy: 'M12 3l7 3v6c0 4.5-3 7.5-7 9-4-1.5-7-4.500-7-9V6zM9 12l2 2 4-4',
  revisions: 'M4 12a8 8 0 1 0 2.500-5.800M4 4v4h4M12 8v4l3 2',
  alarms: 'M6 16V11a6 6 0 0 1 12 0v5l2 2H4zM10 21h4',
  audit: 'M9 4h6v3H9zM7 5H5v16h14V5h-2M9 12h6M9 16h4',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l5 5',
  close: 'M6 6l12 12M18 6 6 18',
  menu: 'M4 7h16M4 12h16M4 17h16',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2v2M12 20v2M4.900 4.900l1.400 1.400M17.700 17.700l1.400 1.400M2 12h2M20 12h2M4.900 19.100l1.400-1.400M17.700 6.300l1.400-1.400',
  moon: 'M20 14.500A8.500 8.500 0 0 1 9.500 4 8.500 8.500 0 1 0 20 14.500z',
  system: 'M4 5h16v11H4zM9 20h6M12 16v4',
  play: 'M7 5l12 7-12 7z',
  pause: 'M8 5v14M16 5v14',
  down: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  up: 'M6 15l6-6 6 6',
  columns: 'M4 5h16v14H4zM10 5v14M15 5v14',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  link: 'M10 14a4 4 0 0 0 6 .400l3-3a4 4 0 0 0-5.700-5.700l-1 1M14 10a4 4 0 0 0-6-.400l-3 3a4 4 0 0 0 5.700 5.700l1-1',
  calendar: 'M4 6h16v14H4zM4 10.500h16M8.500 3v5M15.500 3v5',
  check: 'M5 12l5 5 9-10',
  warning: 'M12 4 2.500 20h19zM12 10v4M12 17h.01',
  refresh: 'M20 11a8 8 0 1 0-.500 4M20 4v6h-6',
  key: 'M14 14a5 5 0 1 0-4-4l-7 7v4h4v-3h3v-3l1-1M16 8h.01',
  undo: 'M9 7 4 12l5 5M4 12h10a6 6 0 0 1 6 6',
  trash: 'M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
};

/** A drawing beside a text; it says nothing by itself. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', ICONS[name] ?? ICONS.more);
  svg.append(path);
  return svg;
}
