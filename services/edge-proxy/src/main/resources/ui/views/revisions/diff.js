// The difference of two texts, line by line.
import { h } from '../../ui.js';

/** Beyond this many comparisons the lines between what both texts begin and end with are shown as replaced. */
const COMPARISONS_MAX = 4_000_000;
const CONTEXT = 3;

/**
 * The way from one text to another: [{kind: ' ' | '-' | '+', text, before, after}], with line numbers from 1 on the sides that
 * have the line. The longest common subsequence is kept.
 */
export function diff(from, to) {
  const before = from.split('\n');
  const after = to.split('\n');
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) {
    start += 1;
  }
  let end = 0;
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) {
    end += 1;
  }
  const lines = [];
  const same = (one, other) => lines.push({ kind: ' ', text: before[one], before: one + 1, after: other + 1 });
  for (let at = 0; at < start; at += 1) {
    same(at, at);
  }
  middle(before.slice(start, before.length - end), after.slice(start, after.length - end)).forEach((each) => {
    if (each.kind === ' ') {
      same(each.one + start, each.other + start);
    } else if (each.kind === '-') {
      lines.push({ kind: '-', text: before[each.one + start], before: each.one + start + 1 });
    } else {
      lines.push({ kind: '+', text: after[each.other + start], after: each.other + start + 1 });
    }
  });
  for (let at = end; at > 0; at -= 1) {
    same(before.length - at, after.length - at);
  }
  return lines;
}

function middle(before, after) {
  const replaced = [...before.map((_, one) => ({ kind: '-', one })), ...after.map((_, other) => ({ kind: '+', other }))];
  if (before.length === 0 || after.length === 0 || before.length * after.length > COMPARISONS_MAX) {
    return replaced;
  }
  const width = after.length + 1;
  const longest = new Uint32Array((before.length + 1) * width);
  for (let one = before.length - 1; one >= 0; one -= 1) {
    for (let other = after.length - 1; other >= 0; other -= 1) {
      longest[one * width + other] = before[one] === after[other]
        ? longest[(one + 1) * width + other + 1] + 1
        : Math.max(longest[(one + 1) * width + other], longest[one * width + other + 1]);
    }
  }
  return walk(before, after, longest, width);
}

function walk(before, after, longest, width) {
  const steps = [];
  let one = 0;
  let other = 0;
  while (one < before.length || other < after.length) {
    if (one < before.length && other < after.length && before[one] === after[other]) {
      steps.push({ kind: ' ', one, other });
      one += 1;
      other += 1;
    } else if (other >= after.length || (one < before.length && longest[(one + 1) * width + other] >= longest[one * width + other + 1])) {
      steps.push({ kind: '-', one });
      one += 1;
    } else {
      steps.push({ kind: '+', other });
      other += 1;
    }
  }
  return steps;
}

/** How many lines came and went: {added, removed}. */
export function counts(lines) {
  return { added: lines.filter((each) => each.kind === '+').length, removed: lines.filter((each) => each.kind === '-').length };
}

/** Lines that are far from any change become one {kind: '@', count}. */
function folded(lines) {
  const near = new Set();
  lines.forEach((line, at) => {
    if (line.kind !== ' ') {
      for (let close = at - CONTEXT; close <= at + CONTEXT; close += 1) {
        near.add(close);
      }
    }
  });
  const out = [];
  lines.forEach((line, at) => {
    if (near.has(at)) {
      out.push(line);
    } else if (out.at(-1)?.kind === '@') {
      out.at(-1).count += 1;
    } else {
      out.push({ kind: '@', count: 1 });
    }
  });
  return out;
}

/** As one column of lines that came and went. */
export function unified(lines) {
  return h('div.diff', { tabindex: '0', role: 'region', 'aria-label': 'Difference' }, h('table.diff-table', h('tbody', folded(lines).map((line) => (line.kind === '@'
    ? gap(line, 3)
    : h('tr', { class: NAMES[line.kind] }, h('td.diff-number', line.before ?? ''), h('td.diff-number', line.after ?? ''), h('td.diff-text', mark(line.kind), line.text)))))));
}

/** Both texts, each on its side. */
export function sideBySide(lines) {
  return h('div.diff', { tabindex: '0', role: 'region', 'aria-label': 'Difference, side by side' }, h('table.diff-table.sides', h('colgroup', h('col.diff-number'), h('col'), h('col.diff-number'), h('col')), h('tbody', pairs(folded(lines)).map(([left, right]) => (left?.kind === '@'
    ? gap(left, 4)
    : h('tr', half(left, left?.before), half(right, right?.after)))))));
}

const NAMES = { '-': 'removed', '+': 'added', ' ': 'same' };

function half(line, at) {
  return [h('td.diff-number', { class: line ? NAMES[line.kind] : 'nothing' }, at ?? ''), h('td.diff-text', { class: line ? NAMES[line.kind] : 'nothing' }, line && mark(line.kind), line?.text)];
}

/** The sign is for who sees no colours. */
function mark(kind) {
  return h('span.diff-mark', kind === '-' ? '−' : kind);
}

function gap(line, columns) {
  return h('tr.gap', h('td', { colspan: columns }, line.count + (line.count === 1 ? ' line' : ' lines') + ' as before'));
}

function pairs(lines) {
  const out = [];
  let gone = [];
  let come = [];
  const flush = () => {
    for (let at = 0; at < Math.max(gone.length, come.length); at += 1) {
      out.push([gone[at], come[at]]);
    }
    gone = [];
    come = [];
  };
  for (const line of lines) {
    if (line.kind === '-') {
      gone.push(line);
    } else if (line.kind === '+') {
      come.push(line);
    } else {
      flush();
      out.push([line, line]);
    }
  }
  flush();
  return out;
}

/** The lines that the API gives of a difference, "@@ 4", "- text", "+ text", "  text", in the form of `diff`. */
export function ofApi(texts) {
  let before = 1;
  let after = 1;
  return texts.flatMap((text) => {
    const start = /^@@ (\d+)/.exec(text);
    if (start) {
      before = Number(start[1]);
      after = before;
      return [];
    }
    const kind = text[0] === '-' || text[0] === '+' ? text[0] : ' ';
    const line = { kind, text: text.slice(2) };
    if (kind !== '+') {
      line.before = before++;
    }
    if (kind !== '-') {
      line.after = after++;
    }
    return [line];
  });
}
