// The API: calls, streams, and asking again. Who calls, and whether the edge is there, is known here.
export {
  address, ApiError, canOperate, download, get, getTagged, identify, link, send, session, setToken, token, tokenFrom, watch,
} from './api/calls.js';
export { poll } from './api/poll.js';
export { stream } from './api/stream.js';
