// What this page was given, and the first of the phone's languages that it speaks.
const data = JSON.parse(document.getElementById('data').textContent);
const language = (navigator.languages || [navigator.language]).map(each => String(each).slice(0, 2).toLowerCase())
    .find(code => data.words[code]) || 'en';
const words = data.words[language];
