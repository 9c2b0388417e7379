// What modes.py asks of a page that is open. Nothing here clicks, types or sends.
window.modes = (() => {
  const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const DRAWN = "button, .button, select, textarea, input:not([type=hidden], [type=checkbox], [type=radio])";
  const COLUMNS = matchMedia("(min-width: 60rem)");
  const SIDES = ["Top", "Right", "Bottom", "Left"];

  const shown = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0;
  const named = (e) => e.outerHTML.replace(/\s+/g, " ").slice(0, 140);
  const all = (selector) => [...document.querySelectorAll(selector)].filter(shown);

  function colour(text) {
    const found = text.match(/^rgba?\(([^)]+)\)$/);
    const parts = found ? found[1].split(/[ ,/]+/).map(Number) : [0, 0, 0, 0];
    return { rgb: parts.slice(0, 3), alpha: parts.length > 3 ? parts[3] : 1 };
  }
  function light({ rgb }) {
    const [r, g, b] = rgb.map((v) => v / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
  function ground(e) {
    for (let at = e; at; at = at.parentElement) {
      const found = colour(getComputedStyle(at).backgroundColor);
      if (found.alpha === 1) return found;
    }
    return { rgb: [255, 255, 255], alpha: 1 };
  }
  function apart(ink, under) {
    if (ink.alpha === 0) return 1;
    const [a, b] = [light(ink), light(under)];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  // Controls that Tab reaches, and one stop for each group of radio buttons: the one that is chosen, else the first.
  function stops() {
    const groups = new Map();
    const reached = all(CONTROLS).filter((e) => !e.matches(":disabled") && e.tabIndex >= 0);
    for (const e of reached.filter((e) => e.type === "radio")) {
      const key = `${e.form ? [...document.forms].indexOf(e.form) : ""} ${e.name}`;
      if (!groups.has(key) || e.checked) groups.set(key, e);
    }
    return reached.filter((e) => e.type !== "radio" || [...groups.values()].includes(e));
  }
  const scrolls = (e) => e.scrollWidth > e.clientWidth || e.scrollHeight > e.clientHeight;

  let seen = [];
  document.addEventListener("focusin", (event) => seen.push(event.target));
  function watch() {
    window.scrollTo(0, 0);
    if (seen.length) beginAnew();
    seen = [];
    return stops().length;
  }
  // Tab goes on from what had the focus last: let that be the page itself.
  function beginAnew() {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
  }
  const missed = () => stops().filter((e) => !seen.includes(e)).map(named);
  const wasLeft = () => document.activeElement !== stops().at(-1);

  function walked() {
    const expected = stops();
    document.activeElement.blur();
    const first = seen.filter((e, at) => seen.indexOf(e) === at);
    const extra = first.filter((e) => !expected.includes(e) && !scrolls(e)).map((e) => `a stop that is no control: ${named(e)}`);
    const order = first.filter((e) => expected.includes(e));
    const wrong = order.flatMap((e, at) => (e === expected[at] ? [] : [`out of the page's order: ${named(e)}`]));
    return [...extra, ...wrong.slice(0, 1), ...backwards(order), ...unmarked()];
  }
  const unmarked = () => stops().flatMap(unseen);

  // Where a reader looks next: on one line never behind, and never above: but in columns, what is above
  // may come next where all that was focused before and stands lower is wholly on this side of it.
  function backwards(order) {
    window.scrollTo(0, 0);
    const stuck = [...document.querySelectorAll("*")].filter((e) => getComputedStyle(e).position === "sticky");
    for (const e of stuck) e.style.position = "static";
    const isRight = getComputedStyle(document.documentElement).direction === "rtl";
    const boxes = order.filter((e) => !e.matches(".skip")).map((e) => [e, e.getBoundingClientRect()]);
    for (const e of stuck) e.style.position = "";
    const isAfter = (box, other) => (isRight ? box.right <= other.left + 1 : box.left >= other.right - 1);
    const isBack = (box, before) => {
      const shared = Math.min(box.bottom, before.bottom) - Math.max(box.top, before.top);
      const onALine = shared > Math.min(box.height, before.height) / 2;
      const isAbove = box.bottom <= before.top + 1 && !(COLUMNS.matches && isAfter(box, before));
      return isAbove || (onALine && isAfter(before, box));
    };
    const wrong = boxes.filter(([, box], at) => boxes.slice(0, at).some(([, before]) => isBack(box, before)));
    return wrong.map(([e]) => `stands before what is focused before it: ${named(e)}`);
  }

  function unseen(e) {
    const bare = getComputedStyle(e);
    const before = [bare.outlineStyle, bare.outlineWidth, bare.outlineColor].join(" ");
    e.focus({ focusVisible: true });
    const style = getComputedStyle(e);
    const said = [];
    const width = style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
    const under = parseFloat(style.outlineOffset) < 0 ? ground(e) : ground(e.parentElement);
    if (width < 2 || before === [style.outlineStyle, style.outlineWidth, style.outlineColor].join(" ")) said.push(`no visible focus: ${named(e)}`);
    else if (apart(colour(style.outlineColor), under) < 3) said.push(`a focus too faint: ${named(e)}`);
    if (isHidden(e)) said.push(`focused under something else: ${named(e)}`);
    e.blur();
    return said;
  }
  function isHidden(e) {
    const box = [...e.getClientRects()].find((one) => one.width > 0) ?? e.getBoundingClientRect();
    const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
    const [upper, lower] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    const spots = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]];
    return !spots.some(([x, y]) => {
      const top = document.elementFromPoint(left + (right - left) * x, upper + (lower - upper) * y);
      return top && (e.contains(top) || top.contains(e) && top.tagName === "LABEL" || e.tagName === "SUMMARY" && top.contains(e));
    });
  }

  // Under forced colours grounds are gone: a control is known by an edge, by underlining, or as text.
  function faint() {
    const edge = (style) => SIDES.some((side) => style[`border${side}Style`] !== "none" && parseFloat(style[`border${side}Width`]) >= 1);
    const underlined = (style) => style.textDecorationLine.includes("underline");
    const bare = all(DRAWN).filter((e) => !edge(getComputedStyle(e)) && !underlined(getComputedStyle(e)));
    const marks = all(".tag, .notice, .box, .row[href]").filter((e) => !edge(getComputedStyle(e)));
    const here = all("[aria-current]").filter((e) => getComputedStyle(e).outlineStyle === "none");
    const faded = all(CONTROLS).filter((e) => e.innerText?.trim() && apart(colour(getComputedStyle(e).color), ground(e)) < 4.5);
    const ticks = all("input[type=checkbox], input[type=radio]").filter((e) => getComputedStyle(e).appearance === "none");
    return [...bare, ...marks, ...here].map((e) => `no edge: ${named(e)}`)
      .concat(faded.map((e) => `faded: ${named(e)}`), ticks.map((e) => `no mark: ${named(e)}`));
  }

  // What is written or counted in a drawing and stands nowhere else on the page.
  function drawnOnly() {
    const drawings = [...document.querySelectorAll("svg")];
    const written = drawings.flatMap((e) => [...e.querySelectorAll("text, title")].map((one) => one.textContent.trim()));
    const counted = drawings.flatMap((e) => (e.getAttribute("aria-label") ?? "").match(/\p{N}+/gu) ?? []);
    for (const e of drawings) e.remove();
    return [...new Set([...written, ...counted])].filter((words) => !document.body.textContent.includes(words));
  }

  const active = () => [...document.querySelectorAll("*")]
    .filter((e) => e.matches("script:not([src^='/-/keys.']), iframe, object, embed, style, [style], meta[http-equiv]")
      || [...e.attributes].some((a) => a.name.startsWith("on") || /^\s*javascript:/i.test(a.value)))
    .map(named);
  const open = () => { for (const e of document.querySelectorAll("details")) e.open = true; };
  const own = document.documentElement.dir;
  const turn = (way) => { document.documentElement.dir = way || own; return document.documentElement.scrollWidth; };

  return { watch, missed, wasLeft, walked, unmarked, faint, drawnOnly, active, open, turn };
})();
