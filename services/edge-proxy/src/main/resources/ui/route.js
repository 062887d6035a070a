// Addresses of views: #/view/segment/...?key=value. Whatever a view shows is in there, so that it can be shared.

/** What the address says: {view, path: [segments], query: URLSearchParams}. */
export function current() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split(/\?(.*)/s);
  const segments = path.split('/').filter((each) => each !== '').map(decoded);
  return { view: segments[0] ?? '', path: segments.slice(1), query: new URLSearchParams(query) };
}

/** The address of a view: link('servers', ['shop@127.0.0.1:9101'], {range: '1h'}). Empty values are left out. */
export function link(view, path = [], query = {}) {
  const pairs = query instanceof URLSearchParams ? [...query] : Object.entries(query);
  const kept = new URLSearchParams(pairs.filter(([, value]) => value !== '' && value != null));
  const text = kept.toString();
  return '#/' + [view, ...path].map(encodeURIComponent).join('/') + (text === '' ? '' : '?' + text);
}

/** Goes there, as a new entry of the history. */
export function go(view, path, query) {
  location.hash = link(view, path, query);
}

/** Changes the address without a new entry; the view is told by its update, if it has one. */
export function replace(view, path, query) {
  history.replaceState(null, '', link(view, path, query));
}

function decoded(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
