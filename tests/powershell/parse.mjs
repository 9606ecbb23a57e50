// Reads PowerShell texts into syntax trees: node --liftoff-only parse.mjs FOLDER TEXTS
// FOLDER holds the node_modules of package.json; TEXTS is a JSON file, {"name": "text"}. On standard output comes
// {"name": [type, start, end, [children]]}, positions counted in UTF-16 units. A level of the grammar of expressions
// that holds one thing alone is left out. Without --liftoff-only, V8 optimises the parser's tables for a minute.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const [folder, texts] = process.argv.slice(2);
const require = createRequire(resolve(folder, 'package.json'));
const { Language, Parser } = require('web-tree-sitter');
const grammar = join(resolve(folder), 'node_modules', 'tree-sitter-powershell', 'tree-sitter-powershell.wasm');

await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(grammar));

const LEVELS = ['logical', 'bitwise', 'comparison', 'additive', 'multiplicative', 'format', 'range', 'array_literal',
    'unary'].flatMap(level => [level + '_expression', level + '_argument_expression']);

function read(cursor) {
    const type = cursor.nodeIsMissing ? 'MISSING ' + cursor.nodeType : cursor.nodeType;
    const { startIndex, endIndex } = cursor;
    const children = [];
    if (cursor.gotoFirstChild()) {
        do {
            children.push(read(cursor));
        } while (cursor.gotoNextSibling());
        cursor.gotoParent();
    }
    return LEVELS.includes(type) && children.length === 1 ? children[0] : [type, startIndex, endIndex, children];
}

const trees = {};
for (const [name, text] of Object.entries(JSON.parse(readFileSync(texts, 'utf8')))) {
    const tree = parser.parse(text);
    trees[name] = read(tree.walk());
    tree.delete();
}
process.stdout.write(JSON.stringify(trees));
