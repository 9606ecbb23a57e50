(function () {
  'use strict';
  const RETRY_AFTER = 2000, AT_ONCE = 24, HOLD = 4000, SLOW = 2000, SLOW_TRIES = 2;
  // The worst come first, where they stay while they are tried again; what is well is folded.
  const RANKS = {bad: 0, busy: 0, wait: 0, none: 1, slow: 2, well: 3};
  const lines = data.targets.map((target, number) => ({
    target, number, tested: /^(http|web-socket|raw)$/.test(target.kind),
    phase: 'wait', result: null, note: '', verdict: null
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

  function settle(line, result) {
    change(line, {phase: 'done', result});
    report(line, 0, result.answered > 0
        ? {outcome: 'through', tries: result.tries, answered: result.answered, times: result.times}
        : {outcome: result.outcome, after: result.took});
  }

  // The first try of a line; what holds up no other line is left in `rest`. That it answered once is not said before it
  // was asked again: one answer may be one of many.
  async function test(line, rest) {
    change(line, {phase: 'busy'});
    const first = await tries.first(0, line.target);
    if (first.outcome !== 'through') settle(line, first);
    if (first.outcome === 'through' || first.outcome === 'failed' && line.target.kind === 'http') {
      rest.push(measure(line, first));
    }
    if (first.outcome !== 'through' && first.outcome !== 'paused') {
      data.addresses.slice(1).forEach((address, index) => rest.push(elsewhere(line, index + 1)));
    }
  }

  // Measuring goes on one at a time, so that no try waits for another's; who is slow would hold up all others.
  let lane = Promise.resolve();

  function measure(line, first) {
    if (first.took > SLOW) return repeat(line, first, SLOW_TRIES);
    const run = () => repeat(line, first, data.tries - 1);
    lane = lane.then(run, run);
    return lane;
  }

  async function repeat(line, first, most) {
    const seen = [first];
    // One that is silent until the limit tells enough, and others wait for their turn.
    for (let left = most; left > 0 && /through|failed/.test(seen[seen.length - 1].outcome); left--) {
      const next = await tries.again(first, 0, line.target);
      next.drop();
      seen.push(next);
    }
    hold(first);
    const heard = seen.filter(each => each.outcome !== 'paused');
    const answers = heard.filter(each => each.outcome === 'through');
    if (answers.length === heard.length && heard.length < seen.length) settle(line, seen[seen.length - 1]);
    else if (answers.length) {
      // The first, made while every line was tried at once, counts, and its time does not.
      const alone = answers.length === 1 || answers[0] !== first;
      settle(line, {tries: heard.length, answered: answers.length,
        times: answers.slice(alone ? 0 : 1).map(each => each.took)});
    }
  }

  // The PC looks for a connection when it hears of it: one is kept for as long as that may take.
  function hold(seen) {
    tries.wait(HOLD).then(seen.drop);
  }

  async function elsewhere(line, address) {
    const seen = await tries.first(address, line.target);
    hold(seen);
    if (seen.outcome === 'paused') return;
    const through = seen.outcome === 'through';
    if (through) change(line, {note: say('elsewhere', data.addresses[address], data.addresses[0])});
    report(line, address, through ? {outcome: 'through', tries: 1, answered: 1, times: [seen.took]}
        : {outcome: seen.outcome, after: seen.took});
  }

  function answersAll(line) {
    return line.result !== null && line.result.answered > 0 && line.result.answered === line.result.tries;
  }

  function answersSome(line) {
    return line.result !== null && line.result.answered < line.result.tries;
  }

  function isIll(line) {
    return line.verdict !== null && (line.verdict.standing === 'ill' || line.verdict.standing === 'unseen');
  }

  function isWell(line) {
    return line.phase === 'done' && !isIll(line) && !answersSome(line)
        && (answersAll(line) || line.verdict !== null && line.verdict.standing === 'well');
  }

  function isPaused(line) {
    return line.phase === 'done' && line.result.outcome === 'paused' && !isWell(line);
  }

  function isSettled(line) {
    return line.phase === 'done';
  }

  // What answers only sometimes stays so: until by chance it answered each time, it would be asked again and again.
  function isToBeTried(line) {
    return line.tested && !isWell(line) && !answersSome(line);
  }

  async function round() {
    const left = lines.filter(isToBeTried), rest = [];
    const worker = async () => {
      while (left.length) await test(left.shift(), rest);
    };
    await Promise.all(left.slice(0, AT_ONCE).map(worker));
    await Promise.all(rest);
    rounds++;
    talk.post({say: 'finished', round: rounds});
    arrange();
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
    show(line);
  }

  // Lines do not break inside an option.
  function text(node, value) {
    const shown = value.replace(/--/g, '\u2011\u2011');
    if (node.textContent !== shown) node.textContent = shown;
    node.hidden = !shown;
  }

  // What a person is shown of a line: what this phone saw, and in the PC's words why.
  function view(line) {
    const result = line.result, why = line.verdict !== null && line.verdict.text || '';
    // Engines differ in what they tell of a failure. Where the PC knows what it was, it has one word for all.
    const known = line.verdict !== null && line.verdict.word;
    if (!line.tested) return {state: 'none', word: words.untriable, time: '',
      advice: say(line.target.kind, line.target.port)};
    if (line.phase === 'wait') return {state: 'wait', word: words.waiting, time: '', advice: why};
    if (line.phase === 'busy') return {state: 'busy', word: words.trying, time: '', advice: why};
    if (result.answered > 0) {
      const times = result.times.slice().sort((a, b) => a - b), worst = times[times.length - 1];
      const median = times[Math.floor(times.length / 2)];
      const time = times.length > 1 ? say('worst', duration(median), duration(worst)) : duration(worst);
      if (answersSome(line)) return {state: 'bad', word: say('some', result.answered, result.tries), time,
        advice: why || say('advice-some')};
      if (isIll(line)) return {state: 'bad', word: known || words[line.verdict.standing], time, advice: why};
      // What the PC had said before it heard of this, it will say otherwise.
      // Of a port of which nothing is known, some engines take for an answer what others do not.
      const through = line.target.kind === 'raw' ? words.reached : words.through;
      return {state: median > SLOW ? 'slow' : 'well', word: median > SLOW ? words.slow : through, time,
        advice: isWell(line) && line.verdict !== null && line.verdict.standing === 'well' ? why : ''};
    }
    if (isWell(line)) return {state: 'well', word: words.reached, time: '', advice: why};
    if (isPaused(line)) return {state: 'none', word: words.paused, time: '', advice: say('advice-paused')};
    const raw = line.target.kind === 'raw' ? 'raw-' : '';
    return {state: 'bad', word: known || words[result.outcome], time: say('after', duration(result.took)),
      advice: why || say('advice-' + raw + result.outcome)};
  }

  function show(line) {
    const parts = line.parts, seen = view(line);
    parts.li.dataset.state = seen.state;
    parts.use.setAttribute('href', '#' + seen.state);
    text(parts.word, seen.word);
    text(parts.time, seen.time);
    text(parts.advice, seen.advice);
    text(parts.note, line.note);
    arrange();
  }

  function change(line, what) {
    Object.assign(line, what);
    show(line);
  }

  // While they are tried for the first time, the lines stay where they are.
  function arrange() {
    if (lines.some(line => !line.parts)) return;
    if (rounds > 0 || end !== null) {
      const state = line => line.parts.li.dataset.state;
      const shown = lines.slice().sort((one, other) => RANKS[state(one)] - RANKS[state(other)]
          || one.number - other.number);
      const well = shown.filter(line => state(line) === 'well');
      place(document.getElementById('lines'), shown.filter(line => state(line) !== 'well'));
      place(document.getElementById('well-lines'), well);
      const folded = document.getElementById('folded');
      text(document.getElementById('well-count'), say('well', well.length));
      // Where there is nothing else to see, it is open; what a person did with it since stays.
      const alone = well.length === shown.length;
      if (folded.hidden !== !well.length || folded.dataset.alone !== String(alone)) {
        folded.open = alone;
        folded.dataset.alone = String(alone);
      }
      folded.hidden = !well.length;
    }
    summarise();
  }

  function place(list, shown) {
    const items = shown.map(line => line.parts.li);
    if (items.length !== list.children.length || items.some((item, index) => list.children[index] !== item)) {
      items.forEach(item => list.appendChild(item));
    }
    list.hidden = !items.length;
  }

  function verdict(tested) {
    const failing = tested.filter(line => !isWell(line) && !isPaused(line)).length;
    const paused = tested.filter(isPaused).length;
    const slow = tested.filter(line => line.parts.li.dataset.state === 'slow').length;
    // Ended elsewhere, by the clock or by another phone: what is not settled here is not counted as anything.
    if (end !== null && tested.some(line => !isSettled(line))) return ['none', end, ''];
    if (talk.silent) return ['none', words['no-contact'], words['no-contact-next']];
    if (!tested.length) return ['none', words['nothing-to-try'], end || ''];
    if (!rounds && end === null) return ['busy', say('testing', tested.filter(isSettled).length, tested.length), ''];
    if (failing) {
      const next = data.untilWell ? words.again : words['see-machine'];
      return ['bad', say('some-fail', failing, tested.length), end || next];
    }
    if (paused) return ['none', say('some-paused', paused, tested.length), end || words['some-paused-next']];
    return ['well', slow ? say('all-well-slow', slow, tested.length)
        : tested.length < lines.length ? words['all-tried-well'] : words['all-well'], end || ''];
  }

  function summarise() {
    const tested = lines.filter(line => line.tested);
    const [state, big, next] = verdict(tested);
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
    if (typeof news.end === 'string') {
      end = news.end;
      talk.over = true;
    }
    news.verdicts.forEach(each => {
      if (lines[each.target]) change(lines[each.target], {verdict: each});
    });
    arrange();
  };

  async function main() {
    document.documentElement.lang = language;
    text(document.getElementById('lead'), say('lead', data.machine));
    text(document.getElementById('title'), title);
    lines.forEach(draw);
    document.getElementById('verdict').hidden = false;
    arrange();
    talk.ask();
    do {
      if (rounds > 0) await tries.wait(RETRY_AFTER);
      if (rounds === 0 || lines.some(isToBeTried)) await round();
    } while (data.untilWell && end === null);
  }

  main();
})();
