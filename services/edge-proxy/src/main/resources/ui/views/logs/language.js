// The filter language, as far as the page speaks it: terms are put together and taken apart, never judged. The API does that.

const BARE = /^[\w.:/@+-]+$/;
const WORDS = new Set(['and', 'or', 'not', 'in']);

/** A value as it stands in a filter, in quotes where it needs them. */
export function quoted(value) {
  const text = String(value);
  return BARE.test(text) && !WORDS.has(text.toLowerCase()) ? text : '"' + text.replace(/[\\"*]/g, '\\$&') + '"';
}

/** A comparison of a field with one value. */
export function term(field, operator, value) {
  return field + operator + quoted(value);
}

/** The filter, and this as well. */
export function narrowed(filter, more) {
  const before = terms(filter);
  if (filter.trim() === '' || before?.includes(more)) {
    return filter.trim() === '' ? more : filter;
  }
  return (before === null ? '(' + filter.trim() + ')' : filter.trim()) + ' and ' + more;
}

/** The terms that are joined by `and` at the top; null when `or` joins some there, so that none can be taken out alone. */
export function terms(filter) {
  const found = [];
  let depth = 0;
  let quote = '';
  let begin = 0;
  for (let at = 0; at < filter.length; at += 1) {
    const letter = filter[at];
    if (quote) {
      if (letter === '\\') {
        at += 1;
      } else if (letter === quote) {
        quote = '';
      }
    } else if (letter === '"' || letter === "'") {
      quote = letter;
    } else if ('([{'.includes(letter)) {
      depth += 1;
    } else if (')]}'.includes(letter)) {
      depth -= 1;
    } else if (depth === 0 && /\s/.test(letter)) {
      const word = /^\s+(and|or)(?=[\s(])/i.exec(filter.slice(at));
      if (word?.[1].toLowerCase() === 'or') {
        return null;
      }
      if (word) {
        found.push(filter.slice(begin, at).trim());
        at += word[0].length - 1;
        begin = at + 1;
      }
    }
  }
  found.push(filter.slice(begin).trim());
  return found.filter((each) => each !== '');
}

/** The filter without one of its terms. */
export function without(filter, gone) {
  return (terms(filter) ?? []).filter((each) => each !== gone).join(' and ');
}

/** What stands before the cursor: {kind: 'field', text, from}, {kind: 'value', field, text, from} or null. */
export function atCursor(filter, cursor) {
  const before = filter.slice(0, cursor);
  const value = /([A-Za-z]\w*)\s*(?:!=|<=|>=|!~|=|<|>|~)\s*("?)([^\s()="'<>!~,]*)$/.exec(before);
  if (value) {
    return { kind: 'value', field: value[1], text: value[3], from: cursor - value[3].length - value[2].length };
  }
  const field = /(?:^|[\s(])([A-Za-z]\w*|)$/.exec(before);
  if (!field || /["'][^"']*$/.test(before.replace(/"[^"]*"|'[^']*'/g, ''))) {
    return null;
  }
  return { kind: /(\w|["'\])])\s+\w*$/.test(before) && !/(?:^|\b)(and|or|not)\s+\w*$/i.test(before) ? 'join' : 'field', text: field[1], from: cursor - field[1].length };
}

/** Where the API says that a filter is wrong: the character, counted from 0; -1 when it does not say. */
export function placeOf(detail) {
  const found = /at character (\d+)/.exec(detail ?? '');
  return found ? Number(found[1]) - 1 : -1;
}
