// Calls of the API. The page may lie below a path of a server in front, so the API is found relative to it.

const ROOT = new URL('../', document.baseURI);
const TOKEN = 'sallyport.token';
const watchers = new Set();
let asking = null;
let askForToken = null;

/** Who we are: {name, role, known}; role is 'read' or 'operate'. */
export const session = { name: '', role: 'operate', known: false };

/** Whether the API was reached by the last call. */
export const link = { up: true };

/** A refusal of the API, or no answer at all (status 0). `detail` is meant for people. */
export class ApiError extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || (status === 0 ? 'The edge cannot be reached.' : 'status ' + status));
    this.status = status;
    this.problem = problem;
    this.title = problem.title || (status === 0 ? 'Not reachable' : 'Status ' + status);
    this.detail = problem.detail || '';
  }
}

/** Told whenever session or link have changed. Returns how to end that. */
export function watch(watcher) {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Says how a token is asked for: a function that returns a promise of one, or of null. */
export function tokenFrom(ask) {
  askForToken = ask;
}

export function token() {
  return sessionStorage.getItem(TOKEN) ?? '';
}

/** An empty one signs out. */
export function setToken(value) {
  if (value) {
    sessionStorage.setItem(TOKEN, value);
  } else {
    sessionStorage.removeItem(TOKEN);
  }
}

export function canOperate() {
  return session.role !== 'read';
}

/** Asks who we are. An edge that does not tell lets everybody operate. */
export async function identify() {
  try {
    const who = await get('/v1/whoami');
    Object.assign(session, { name: who.name ?? '', role: who.role ?? 'operate', known: true });
  } catch (error) {
    if (error.status !== 404) {
      throw error;
    }
    Object.assign(session, { name: '', role: 'operate', known: false });
  }
  tell();
}

/** The JSON of an answer. `params`: an object; undefined, null and '' are left out, lists are repeated, [''] is an empty one. */
export async function get(path, params, options = {}) {
  return (await call('GET', path, { params, ...options })).data;
}

/** As get, with {data, etag, status}. */
export function getTagged(path, params, options = {}) {
  return call('GET', path, { params, ...options });
}

/**
 * A call that changes something: send('PUT', '/v1/policies', text, {params, etag, type}). A body that is no string is
 * sent as JSON, a string as YAML unless `type` says otherwise. Returns {data, etag, status}.
 */
export function send(method, path, body, options = {}) {
  return call(method, path, { body, ...options });
}

/** The answer as a file that the browser saves, so that the token need not be in the address. */
export async function download(path, params, name) {
  const answer = await request('GET', path, { params });
  const url = URL.createObjectURL(await answer.blob());
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** The address of a call, for people: /v1/logs?where=... */
export function address(path, params) {
  return urlOf(path, params).pathname.replace(ROOT.pathname, '/') + urlOf(path, params).search;
}

async function call(method, path, options) {
  const answer = await request(method, path, options);
  const type = answer.headers.get('Content-Type') ?? '';
  let data = null;
  try {
    data = type.includes('json') ? await answer.json() : await answer.text();
  } catch (cause) {
    throw failure(cause, options.signal);
  }
  return { data, etag: answer.headers.get('ETag') ?? '', status: answer.status };
}

/** The answer itself; what is no success is thrown. A token is asked for where one is missing. */
export async function request(method, path, options = {}) {
  let answer = await attempt(method, path, options);
  if (answer.status === 401 && askForToken) {
    asking ??= askForToken(token() !== '').finally(() => { asking = null; });
    if (await asking) {
      answer = await attempt(method, path, options);
    }
  }
  if (!answer.ok) {
    throw new ApiError(answer.status, await problemOf(answer));
  }
  return answer;
}

async function attempt(method, path, { params, body, etag, type, accept, signal }) {
  const headers = { Accept: accept ?? 'application/json' };
  if (token()) {
    headers.Authorization = 'Bearer ' + token();
  }
  if (etag) {
    headers['If-Match'] = etag;
  }
  if (body !== undefined && body !== null) {
    headers['Content-Type'] = type ?? (typeof body === 'string' ? 'application/yaml' : 'application/json');
  }
  const text = body === undefined || body === null || typeof body === 'string' ? body : JSON.stringify(body);
  try {
    const answer = await fetch(urlOf(path, params), { method, headers, body: text, signal, cache: 'no-store', credentials: 'same-origin' });
    reached(true);
    return answer;
  } catch (cause) {
    throw failure(cause, signal);
  }
}

function failure(cause, signal) {
  if (signal?.aborted) {
    return new DOMException('no longer wanted', 'AbortError');
  }
  if (cause instanceof SyntaxError) {
    return new ApiError(0, { title: 'Not understood', detail: 'The answer is not what it says it is.' });
  }
  reached(false);
  return new ApiError(0, { title: 'Not reachable', detail: 'The edge does not answer. The page goes on trying.' });
}

async function problemOf(answer) {
  try {
    return (await answer.json()) ?? {};
  } catch {
    return {};
  }
}

function urlOf(path, params = {}) {
  const url = new URL(path.replace(/^\//, ''), ROOT);
  for (const [name, value] of Object.entries(params ?? {})) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined && each !== null && (each !== '' || Array.isArray(value))) {
        url.searchParams.append(name, each);
      }
    }
  }
  return url;
}

function reached(up) {
  if (link.up !== up) {
    link.up = up;
    tell();
  }
}

function tell() {
  watchers.forEach((watcher) => watcher());
}
