// Words that are new or gone, marked in the text itself, so that its links and its emphasis stay.
"use strict";

// No words of the text: numbers, signs of links, what scripts have added.
const FURNITURE = ".headerlink, .section-number, .caption-number, .footnote-reference, .dlms-finding, .dlms-uses";

// Letters and digits are what is compared: a page has other quotation marks and spaces than the source.
const letters = (text) => text.replace(/[^\p{L}\p{N}]/gu, "");

// What a page keeps behind a text counts as written: where a link leads, what an abbreviation means.
function hiddenIn(node) {
  if (node.matches("a.external[href]") && node.getAttribute("href") !== node.textContent) return node.getAttribute("href");
  return node.matches("abbr[title]") && !node.closest(".dlms-auto") ? node.title : "";
}

// The pieces of a text in their order: text nodes, formulae as a whole, and hidden words, which have no node.
function leavesOf(node) {
  if (node.nodeType === Node.TEXT_NODE) return [{ node, text: node.data }];
  if (node.nodeType !== Node.ELEMENT_NODE || node.matches(FURNITURE)) return [];
  if (node.matches("math, svg")) return [{ node, text: node.textContent, whole: true }];
  const inside = [...node.childNodes].flatMap(leavesOf);
  const hidden = hiddenIn(node);
  return hidden ? [...inside, { text: hidden }] : inside;
}

function mark(name, ...children) {
  const made = document.createElement(name);
  made.className = "dlms-mark";
  made.append(...children);
  return made;
}

function wrap(node) {
  const inserted = mark("ins");
  node.before(inserted);
  inserted.append(node);
  return inserted;
}

function markAll(block) {
  for (const { node } of leavesOf(block)) if (node) wrap(node);
}

// Cut a piece of that many letters, and the signs behind them, off the first leaves.
function take(leaves, text) {
  let wanted = letters(text).length;
  let signs = /[^\p{L}\p{N}]*$/u.exec(text)[0].length;
  const taken = [];
  while (leaves.length) {
    const leaf = leaves[0];
    let end = 0;
    for (const sign of leaf.text) {
      if (letters(sign)) {
        if (!wanted) break;
        wanted -= 1;
      } else if (!wanted && --signs < 0) break;
      end += sign.length;
    }
    if (end === leaf.text.length) taken.push(leaves.shift());
    else {
      if (end) {
        const rest = leaf.whole ? undefined : leaf.node?.splitText(end);
        taken.push(leaf);
        leaves[0] = { node: rest, text: leaf.text.slice(end) };
      }
      break;
    }
  }
  return taken;
}

// Words that are the same bring their spaces with them; a word and what replaces it have none between.
function goneAt(words, index) {
  const space = (at) => (words[at]?.[0] === "inserted" ? [mark("span", " ")] : []);
  return [...space(index - 1), mark("del", words[index][1]), ...space(index + 1)];
}

function markWords(block, words) {
  const leaves = leavesOf(block);
  const now = words.filter(([what]) => what !== "deleted").map(([, text]) => text);
  if (letters(now.join("")) !== letters(textOf(block))) return replaceAll(block, words);
  let last = null;
  words.forEach(([what, text], index) => {
    if (what !== "deleted") {
      for (const { node } of take(leaves, text)) {
        if (!node) continue;
        last = what === "inserted" ? wrap(node) : node;
      }
      return;
    }
    const gone = goneAt(words, index);
    const next = leaves.find(({ node }) => node)?.node;
    if (next) next.before(...gone);
    else if (last) last.after(...gone);
    else block.append(...gone);
    last = gone.at(-1);
  });
}

// Where the page shows other letters than the source, as of a formula: what it was, before what it is.
function replaceAll(block, words) {
  const was = words.filter(([what]) => what !== "inserted").map(([, text]) => text);
  const old = [mark("del", was.join("")), mark("span", " ")];
  const first = leavesOf(block).find(({ node }) => node)?.node;
  markAll(block);
  if (first) first.parentNode.before(...old);
  else block.append(...old);
}
