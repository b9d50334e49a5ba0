// What paperconv asks of MathJax. `begin(drawing)` starts a document; `mathml(more, tex, display)` and
// `drawing(more, source, display, format)` give JSON: the formula as compact MathML or as SVG, or an error in MathJax's words.
// `more` asks for the rare packages too, which must have been loaded.
(() => {
  const {mathjax} = MathJax._.mathjax;
  const {TeX} = MathJax._.input.tex_ts;
  const {STATE} = MathJax._.core.MathItem;
  const adaptor = MathJax._.adaptors.liteAdaptor.liteAdaptor();
  MathJax._.handlers.html_ts.RegisterHTMLHandler(adaptor);
  // Files that MathJax asks for while it works were handed over as text before.
  mathjax.asyncIsSynchronous = true;
  mathjax.asyncLoad = (name) => (0, eval)(files[name.replace(/^.*\//, '').replace(/\.js$/, '')]);

  const packages = [
    'base', 'ams', 'newcommand', 'boldsymbol', 'enclose', 'cancel', 'mhchem', 'textmacros', 'color', 'mathtools', 'empheq',
    'braket', 'gensymb', 'upgreek', 'extpfeil', 'cases', 'units', 'unicode', 'textcomp', 'verb', 'centernot', 'configmacros',
  ];
  // Packages that give other meanings to common commands (physics makes \\div of nabla): only for formulas that need them.
  const rare = ['physics', 'amscd'];
  // Commands of common packages that MathJax does not know, in words that it does.
  const macros = {
    bm: ['\\boldsymbol{#1}', 1], ensuremath: ['#1', 1], mathds: ['\\mathbb{#1}', 1], mathbbm: ['\\mathbb{#1}', 1],
    vectorbold: ['\\boldsymbol{#1}', 1], mathbfit: ['\\boldsymbol{#1}', 1], mathbfsf: ['\\mathsf{\\boldsymbol{#1}}', 1],
    Bar: ['\\bar{#1}', 1], Hat: ['\\hat{#1}', 1], Vec: ['\\vec{#1}', 1], Tilde: ['\\tilde{#1}', 1], Dot: ['\\dot{#1}', 1],
    emph: ['\\textit{#1}', 1], textsc: ['\\text{#1}', 1], textsl: ['\\textit{#1}', 1], textnormal: ['\\text{#1}', 1],
    textsuperscript: ['^{\\text{#1}}', 1], textsubscript: ['_{\\text{#1}}', 1], slash: '/', textmu: '\u00b5',
    textdegree: '\u00b0', degree: '\u00b0', degreeCelsius: '\u00b0\\mathrm{C}', celsius: '\u00b0\\mathrm{C}', perthousand: '\u2030',
    textasciitilde: '{\\sim}', textminus: '-', textpm: '\\pm', texttimes: '\\times', textless: '<', textgreater: '>',
    farcs: '\\overset{\\prime\\prime}{.}', farcm: '\\overset{\\prime}{.}', fdg: '\\overset{\\circ}{.}',
    arcsec: '^{\\prime\\prime}', arcmin: '^{\\prime}', ang: ['#1^{\\circ}', 1], lvert: '\\vert', coloneqq: ':=', eqqcolon: '=:',
    ip: ['\\langle #1\\rangle', 1], abs: ['\\left|#1\\right|', 1], norm: ['\\left\\|#1\\right\\|', 1],
    argmin: '\\operatorname*{arg\\,min}', argmax: '\\operatorname*{arg\\,max}', protect: '', displaylimits: '\\limits', mathstrut: '',
    allowbreak: '', nobreak: '', noindent: '', slashed: ['\\centernot{#1}', 1], raisebox: ['\\raise #1{\\text{#2}}', 2],
    medspace: '\\:', thickspace: '\\;', thinspace: '\\,',
  };
  const fail = (_, error) => { throw error; };

  // mhchem's arrows and bonds are private characters of a font of its own; these are the nearest of Unicode.
  const chemical = {
    '\ue408': '\u21cc', '\ue409': '\u2942', '\ue40a': '\u2944', '\ue410': '\u22ef', '\ue411': '=', '\ue412': '\u2261',
    '\ue413': '\u2261', '\ue428': '\u27f5', '\ue429': '\u27f6', '\ue42a': '\u27f7', '\ue42b': '\u21c4', '\ue42c': '\u2190',
    '\ue42d': '\u2192', '\ue42e': '\u2194',
  };
  const plain = ({data}) => data.root.walkTree((node) => {
    for (const part of node.isToken ? node.childNodes : []) {
      if (part.kind === 'text' && /[\ue400-\ue42f]/.test(part.getText())) {
        part.setText(part.getText().replace(/[\ue400-\ue42f]/g, (one) => chemical[one] ?? one));
        node.attributes.unset('mathvariant');
      }
    }
  });

  const escaped = (text) => text.replace(/[&<>"]/g, (one) => ({'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'})[one]);
  const variants = {
    '-tex-calligraphic': 'script', '-tex-bold-calligraphic': 'bold-script', '-tex-oldstyle': 'normal',
    '-tex-bold-oldstyle': 'bold', '-tex-mathit': 'italic', '-tex-variant': 'normal',
  };
  const attributes = (node) => Object.entries(node.attributes.getAllAttributes())
    .filter(([name, value]) => value !== '' && !/^(?:data-|xmlns|class$|style$|id$|href$)/.test(name))
    .map(([name, value]) => ` ${name}="${escaped(name === 'mathvariant' ? variants[value] ?? value : String(value))}"`)
    .join('');
  const written = (node) => {
    if (node.kind === 'text') return escaped(node.getText());
    if (!node.isKind || !node.attributes) return '';
    const inside = node.childNodes.map((one) => (one ? written(one) : '<mrow/>')).join('');
    if (node.isInferred) return inside;
    // {,} and {=} are letters to TeX.
    const only = node.isKind('TeXAtom') && node.texClass === 0 && node.childNodes[0]?.childNodes;
    if (only && only.length === 1 && only[0].kind === 'mo' && /^[,;:=<>+−·]$/.test(only[0].getText())) {
      return inside.replace('<mo', '<mo lspace="0em" rspace="0em"');
    }
    const name = node.isKind('TeXAtom') ? 'mrow' : node.kind;
    return `<${name}${attributes(node)}>${inside}</${name}>`;
  };

  let documents = {};
  let drawn = false;
  let mml = null;
  let output = null;
  globalThis.begin = (drawing) => {
    documents = {};
    drawn = drawing;
    if (drawing && !output) {
      const {SVG} = MathJax._.output.svg_ts;
      output = new SVG({fontCache: 'none', fontData: MathJax.config.svg.fontData, linebreaks: {inline: true}});
    }
    if (drawing) mml ??= new MathJax._.input.mathml_ts.MathML({parseError: () => { throw new Error('this is no MathML'); }});
  };
  const current = (more) => documents[more] ??= (() => {
    // maxBuffer and maxMacros stop definitions that call themselves, at the same place on every machine.
    const all = more ? [...packages, ...rare] : packages;
    const tex = new TeX({packages: all, formatError: fail, maxBuffer: 1 << 15, maxMacros: 2000, macros});
    tex.postFilters.add(plain, 100);
    return mathjax.document('', {InputJax: mml && drawn ? [tex, mml] : [tex], ...(output && drawn ? {OutputJax: output} : {})});
  })();
  const guarded = (work) => (...given) => {
    try {
      return JSON.stringify(work(...given));
    } catch (error) {
      return JSON.stringify({error: String((error && error.message) || error)});
    }
  };
  globalThis.mathml = guarded(
    (more, tex, display) => ({mathml: written(current(more).convert(tex, {display, end: STATE.CONVERT}))}));
  globalThis.drawing = guarded((more, source, display, format) => {
    const held = current(more);
    const input = held.inputJax.find((one) => one.name === format);
    const item = new held.options.MathItem(source, input, display);
    item.setMetrics(16, 8, 1e6, 1e6, 1);
    item.compile(held);
    item.typeset(held);
    const pieces = [];
    let gap = 0;
    for (const one of adaptor.childNodes(item.typesetRoot)) {
      if (adaptor.kind(one) === 'mjx-break') gap = Number(adaptor.getAttribute(one, 'size') || 0);
      if (adaptor.kind(one) === 'svg') pieces.push([gap, adaptor.serializeXML(one)]);
    }
    return {pieces};
  });
})();
