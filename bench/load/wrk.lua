-- Arguments, for a forward proxy: absolute URI, Host. No Lua runs per request. One line of JSON at the end.
function init(args)
  if args[1] then
    wrk.path = args[1]
    wrk.headers["Host"] = args[2]
  end
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    '\nJSON {"requests": %d, "seconds": %.6f, "errors": %d, "bad_status": %d, "p50_us": %.1f, "p99_us": %.1f}\n',
    summary.requests, summary.duration / 1e6, errors.connect + errors.read + errors.write + errors.timeout,
    errors.status, latency:percentile(50), latency:percentile(99)))
end
