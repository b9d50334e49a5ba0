// What citeproc-js makes of works and clusters: node citeproc.js NODE_MODULES LOCALES < {style, items, clusters}, JSON out.
const [, , modules, locales] = process.argv;
const CSL = require(`${modules}/citeproc`);
const fs = require("fs");
const { style, items, clusters } = JSON.parse(fs.readFileSync(0, "utf8"));
const byId = Object.fromEntries(items.map((item) => [item.id, item]));
const engine = new CSL.Engine({
  retrieveItem: (id) => byId[id],
  retrieveLocale: (lang) => {
    const path = `${locales}/locales-${lang}.xml`;
    return fs.readFileSync(fs.existsSync(path) ? path : `${locales}/locales-en-US.xml`, "utf8");
  },
}, style, "en-US", true);
engine.setOutputFormat("text");
const isNote = /<style[^>]*class="note"/.test(style);
const before = [];
const cited = [];
clusters.forEach((citationItems, place) => {
  const noteIndex = isNote ? place + 1 : 0;
  const [, changed] = engine.processCitationCluster({ citationItems, properties: { noteIndex } }, before, []);
  changed.forEach(([index, text]) => { cited[index] = text; });
  before.push([engine.registry.citationreg.citationByIndex[place].citationID, noteIndex]);
});
engine.updateUncitedItems(items.map((item) => item.id));
const made = engine.makeBibliography();
const entries = {};
if (made) made[0].entry_ids.forEach(([id], index) => { entries[id] = made[1][index].trim(); });
console.log(JSON.stringify({ cited, entries }));
