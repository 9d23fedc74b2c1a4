// One page with every part of the look, for axe, the widths and the eye.
const towns = ['Asikkala', 'Hartola', 'Heinola', 'Hollola', 'Iitti', 'Kärkölä', 'Lahti', 'Orimattila', 'Padasjoki', 'Sysmä'];
const signs = [
  ['ok', '✓', 'valmis'],
  ['wait', '…', 'kesken'],
  ['stop', '!', 'este'],
  ['wait', '?', 'ei vastausta'],
  ['', '–', 'ei koske kuntaa'],
];

const cells = (row: number): string =>
  towns
    .map((town, n) => {
      const [kind, sign, word] = signs[(n * 7 + row) % signs.length]!;
      return `<td class="st" role="cell" data-h="${town}"><span class="tag ${kind}" title="${town}: ${word}"><span aria-hidden="true">${sign}</span><span class="visually-hidden">${word}</span></span></td>`;
    })
    .join('');

export const everyPart = `
<div class="crumb"><a href="/">Kokoukset</a> › 8/2021</div>
<div class="head"><div><h1>Kuntajohtajakokous 8/2021 <span class="live">käynnissä 0.47</span></h1><p class="lead">13.10.2021 klo 9.00 · Päijät-Hämeen liitto ja etänä</p></div>
<div class="toolbar"><a class="btn" href="/">Valmistele kokous</a><a class="btn second" href="/">Tauko</a><button class="btn danger" type="button">Päätä kokous</button><button class="btn quiet" type="button">Harvinainen</button></div></div>
<div class="notice ok"><p>Tallennettu.</p></div><div class="notice wait"><p>Odottaa.</p></div><div class="notice stop"><p>Torjuttu.</p></div><div class="notice info"><p>Tiedoksi.</p></div>
<form class="search card" role="search"><label class="visually-hidden" for="q">Hae</label><input id="q" type="search" placeholder="esim. 102/13.01/2012"><button class="btn" type="button">Hae</button></form>
<div class="grid g-2-1"><section class="card"><header><h2>Päätökset</h2><a class="more" href="/">Kaikki</a></header><ul class="plain">
<li class="row"><time class="date"><i>ke</i><b>23</b><span>tammi 2013</span></time><div><h3><a href="/">Lähijunaliikenteen esiselvitys: ohjausryhmä varaa enintään 30 000 €</a></h3><p class="meta">§ ei tiedossa · asia 102/13.01/2012 · <span class="tag ok">linjaus</span> <span class="tag wait">epävarma</span> <span class="tag stop">myöhässä</span> <span class="tag info">etänä</span> <span class="tag">muu</span></p></div><a class="btn second" href="/">Muistuta</a></li></ul></section>
<section class="card"><h2>Asian vaiheet</h2><ol class="path"><li class="done"><time>23.1.2013</time><div>Päätettiin <span class="sect">§ 21</span></div></li><li class="now"><time>2013</time><div>Selvitys</div></li><li class="wait"><div>ei tiedossa</div></li></ol>
<dl class="facts"><dt>Asianumero</dt><dd>102/13.01/2012</dd><dt>Summa</dt><dd class="big">30 000 €</dd></dl>
<svg class="bar" role="img" aria-label="23 % varattu"><rect width="23%" height="100%"/></svg></section></div>
<section class="card"><h2>Toimenpiteet kunnittain</h2><div class="scroll" role="region" aria-label="Toimenpiteet kunnittain" tabindex="0">
<table class="matrix cards" role="table"><thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col"><span>Toimenpide</span></th>${towns.map((t) => `<th role="columnheader" scope="col"><span>${t}</span></th>`).join('')}</tr></thead>
<tbody role="rowgroup"><tr role="row"><th scope="row" role="rowheader"><a href="/">Nimeä edustaja tuulivoimaselvitykseen</a><br><span class="meta">määräaika 30.9.</span></th>${cells(0)}</tr><tr role="row"><th scope="row" role="rowheader"><a href="/">Ilmoita yhteispalvelupisteen tilat</a></th>${cells(3)}</tr></tbody></table></div>
<ul class="legend">${signs.map(([kind, sign, word]) => `<li><span class="tag ${kind}" aria-hidden="true">${sign}</span> ${word}</li>`).join('')}</ul></section>
<div class="grid g-1-1"><section class="card"><h2>Lomake</h2><div class="errors" role="alert"><h2>Kaksi kohtaa on korjattava</h2><ul><li><a href="#nimi">Nimi puuttuu</a></li></ul></div>
<div class="field"><label for="nimi">Nimi</label><p class="hint" id="nimi-h">Kuten kokouskutsussa</p><p class="error" id="nimi-e">Nimi puuttuu</p><input id="nimi" type="text" aria-invalid="true" aria-describedby="nimi-h nimi-e"></div>
<fieldset><legend>Osallistun</legend><label class="choice"><input type="radio" name="o"> paikalla</label><label class="choice"><input type="radio" name="o"> etänä</label></fieldset>
<div class="field"><label for="t">Perustelu</label><textarea id="t" rows="3"></textarea></div><div class="field"><label for="k">Kunta</label><select id="k"><option>Lahti</option></select></div></section>
<section class="card"><h2>Suodata</h2><form class="filters"><div class="field"><label for="v">Vuosi</label><input id="v" type="number"></div><div class="field"><label for="w">Toimielin</label><select id="w"><option>Kaikki</option></select></div><button class="btn second" type="button">Näytä</button></form>
<p class="empty">Ei kokouksia näillä ehdoilla. Poista suodatus tai valitse toinen vuosi.</p>
<nav class="pages" aria-label="Sivut"><a href="/">Edellinen</a><a href="/">1</a><a href="/" aria-current="page">2</a><a href="/">3</a><a href="/">Seuraava</a></nav>
<ol class="plain agenda"><li class="done"><span>✓</span><div>§ 61 Kokouksen avaus</div></li><li aria-current="true"><span>▸</span><div>§ 64 Tuulivoimaan soveltuvien alueiden selvitys</div></li></ol></section></div>`;
