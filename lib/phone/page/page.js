(function () {
  'use strict';
  const RETRY_AFTER = 2000, AT_ONCE = 24, HOLD = 4000;
  const lines = data.targets.map((target, number) => ({
    target, number, tested: target.kind === 'http' || target.kind === 'raw',
    state: 'wait', word: words.waiting, time: '', advice: '', note: '', answers: false, verdict: null
  }));
  let rounds = 0, end = null;

  function say(sentence, ...values) {
    return words[sentence].replace(/\{(\d)\}/g, (place, number) => values[number]);
  }

  function duration(millis) {
    return millis < 1 ? '< 1 ms' : millis < 999.5 ? Math.round(millis) + ' ms'
        : (Math.round(millis / 100) / 10).toLocaleString(language) + ' s';
  }

  // --- trying --------------------------------------------------------------------------------------------------

  function report(line, address, seen) {
    talk.post(Object.assign({say: 'result', target: line.number, address}, seen));
  }

  // The first try of a line; what holds up no other line is left in `rest`.
  async function test(line, rest) {
    show(line, {state: 'busy', word: words.trying, time: '', advice: ''});
    const seen = await tries.first(0, line.target);
    if (seen.outcome === 'through') {
      answered(line, [seen.took]);
      rest.push(measure(line, seen));
      return;
    }
    const raw = line.target.kind === 'raw' ? 'raw-' : '';
    show(line, {state: 'bad', word: words[seen.outcome], time: say('after', duration(seen.took)),
      advice: say('advice-' + raw + seen.outcome)});
    report(line, 0, {outcome: seen.outcome, after: seen.took});
    data.addresses.slice(1).forEach((address, index) => rest.push(elsewhere(line, index + 1)));
  }

  // Measuring goes on one at a time, so that no try waits for another's. The first try, made while every line was
  // tried at once, is not counted.
  let lane = Promise.resolve();

  function measure(line, first) {
    const run = async () => {
      const times = [], seen = [first];
      for (let i = 0; i < data.tries; i++) {
        const next = await tries.again(first, 0, line.target);
        seen.push(next);
        if (next.outcome !== 'failed') times.push(next.took);
      }
      seen.slice(1).forEach(each => each.drop());
      hold(first);
      if (times.length) answered(line, times);
    };
    lane = lane.then(run, run);
    return lane;
  }

  // The PC looks for a connection when it hears of it: one is kept for as long as that may take.
  function hold(seen) {
    tries.wait(HOLD).then(seen.drop);
  }

  function answered(line, times) {
    const sorted = times.slice().sort((a, b) => a - b);
    line.answers = true;
    const median = duration(sorted[Math.floor(sorted.length / 2)]), worst = duration(sorted[sorted.length - 1]);
    show(line, {state: 'well', word: words.through, advice: '', note: '',
      time: times.length > 1 ? say('worst', median, worst) : median});
    report(line, 0, {outcome: 'through', times});
  }

  async function elsewhere(line, address) {
    const seen = await tries.first(address, line.target);
    hold(seen);
    if (seen.outcome === 'through') show(line, {note: say('elsewhere', data.addresses[address], data.addresses[0])});
    report(line, address, seen.outcome === 'through' ? {outcome: 'through', times: [seen.took]}
        : {outcome: seen.outcome, after: seen.took});
  }

  function isContradicted(line) {
    return line.verdict !== null && line.verdict.contradicted;
  }

  function isWell(line) {
    return line.verdict !== null && line.verdict.well || line.answers && !isContradicted(line);
  }

  async function round() {
    const left = lines.filter(line => line.tested && !isWell(line)), rest = [];
    const worker = async () => {
      while (left.length) await test(left.shift(), rest);
    };
    await Promise.all(left.slice(0, AT_ONCE).map(worker));
    await Promise.all(rest);
    rounds++;
    talk.post({say: 'finished', round: rounds});
    summarise();
  }

  // --- showing -------------------------------------------------------------------------------------------------

  function element(name, css, parent) {
    const made = document.createElement(name);
    made.className = css;
    return parent.appendChild(made);
  }

  function symbol(parent) {
    const space = 'http://www.w3.org/2000/svg';
    const holder = element('div', 'mark', parent);
    holder.setAttribute('aria-hidden', 'true');
    return holder.appendChild(document.createElementNS(space, 'svg'))
        .appendChild(document.createElementNS(space, 'use'));
  }

  function draw(line) {
    const li = element('li', 'line', document.getElementById('lines'));
    const top = element('div', 'top', li);
    const use = symbol(top);
    const body = element('div', 'body', top);
    const first = element('div', 'row', body), second = element('div', 'row small', body);
    text(element('div', 'name', first), line.target.name);
    const word = element('div', 'word', first);
    word.setAttribute('aria-live', 'polite');
    text(element('div', 'port', second), say('port', line.target.port));
    const time = element('div', 'time', second);
    line.parts = {li, use, word, time, advice: element('p', 'advice', li), note: element('p', 'advice', li)};
    show(line, line.tested ? {}
        : {state: 'none', word: words.untriable, advice: say(line.target.kind, line.target.port)});
  }

  // Lines do not break inside an option.
  function text(node, value) {
    const shown = value.replace(/--/g, '\u2011\u2011');
    if (node.textContent !== shown) node.textContent = shown;
    node.hidden = !shown;
  }

  function show(line, change) {
    Object.assign(line, change);
    const parts = line.parts, verdict = line.answers && !isContradicted(line) ? null : line.verdict;
    const reached = verdict !== null && verdict.well;
    const state = reached ? 'well' : line.answers && isContradicted(line) ? 'bad' : line.state;
    parts.li.dataset.state = state;
    parts.use.setAttribute('href', '#' + state);
    text(parts.word, reached ? words.reached : line.answers && isContradicted(line) ? words.unseen : line.word);
    text(parts.time, reached ? '' : line.time);
    text(parts.advice, verdict !== null ? say('machine-says', verdict.text) : line.advice);
    text(parts.note, line.note);
    summarise();
  }

  function verdict(tested, failing) {
    const untested = tested.length < lines.length;
    // Ended elsewhere, by the clock or by another phone: what is not settled here is not counted as anything.
    if (end !== null && tested.some(line => !isSettled(line))) return ['none', end, ''];
    if (talk.silent) return ['none', words['no-contact'], words['no-contact-next']];
    if (!tested.length) return ['none', words['nothing-to-try'], end || ''];
    if (!rounds && end === null) return ['busy', say('testing', tested.filter(isSettled).length, tested.length), ''];
    if (failing) {
      const next = data.untilWell ? words.again : words['see-machine'];
      return ['bad', say('some-fail', failing, tested.length), end || next];
    }
    return ['well', untested ? words['all-tried-well'] : words['all-well'], end || ''];
  }

  function isSettled(line) {
    return isWell(line) || line.state === 'bad';
  }

  function summarise() {
    const tested = lines.filter(line => line.tested);
    const [state, big, next] = verdict(tested, tested.filter(line => !isWell(line)).length);
    document.getElementById('verdict').dataset.state = state;
    text(document.getElementById('big'), big);
    text(document.getElementById('next'), next);
    document.getElementById('track').hidden = state !== 'busy';
    document.getElementById('bar').style.transform
        = 'scaleX(' + tested.filter(isSettled).length / Math.max(1, tested.length) + ')';
    document.title = (state === 'well' ? '✓ ' : state === 'bad' ? '✕ ' : '') + title;
  }

  const title = data.title || words.title;
  talk.changed = summarise;
  talk.hear = news => {
    news.verdicts.forEach(each => {
      if (lines[each.target]) show(lines[each.target], {verdict: each});
    });
    if (typeof news.end === 'string') {
      end = news.end;
      talk.over = true;
    }
    summarise();
  };

  async function main() {
    document.documentElement.lang = language;
    text(document.getElementById('lead'), say('lead', data.machine));
    text(document.getElementById('title'), title);
    lines.forEach(draw);
    document.getElementById('verdict').hidden = false;
    talk.ask();
    do {
      if (rounds > 0) await tries.wait(RETRY_AFTER);
      if (rounds === 0 || lines.some(line => line.tested && !isWell(line))) await round();
    } while (data.untilWell && end === null);
  }

  main();
})();
