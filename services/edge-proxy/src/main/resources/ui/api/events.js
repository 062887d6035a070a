// The format of event streams: pieces of text in, events out.

/** Takes pieces of an event stream, and tells each event that is complete. */
export function eventDecoder(event) {
  let rest = '';
  let name = 'message';
  let data = [];
  return (piece) => {
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop();
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) {
          event(name, data.join('\n'));
        }
        name = 'message';
        data = [];
      } else if (line.startsWith('event:')) {
        name = line.slice(6).trim();
      } else if (line.startsWith('data:')) {
        data.push(line.slice(line[5] === ' ' ? 6 : 5));
      }
    }
  };
}
