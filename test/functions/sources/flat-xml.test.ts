import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFlatXml } from '../../../functions/sources/wecom/xml.ts';

function read(text: string) {
  const xml = readFlatXml(Buffer.from(text));
  return xml.ok ? Object.fromEntries(xml.leaves) : xml.problem;
}

describe('readFlatXml on valid XML', () => {
  test.each([
    ['plain text', '<xml><A>x y</A></xml>', { A: 'x y' }],
    ['CDATA', '<xml><A><![CDATA[x]]></A></xml>', { A: 'x' }],
    ['an id that looks like a number', '<xml><UserID>007</UserID></xml>', { UserID: '007' }],
    ['blanks within an element', '<xml><A> 007 </A><B> </B></xml>', { A: ' 007 ', B: ' ' }],
    ['empty elements', '<xml><A></A><B/><C /></xml>', { A: '', B: '', C: '' }],
    ['no elements', '<xml></xml>', {}],
    ['only a root', '<xml/>', {}],
    ['indentation', '\n<xml>\r\n\t<A>x</A>\n</xml>\n', { A: 'x' }],
    ['a byte order mark', '\uFEFF<xml><A>x</A></xml>', { A: 'x' }],
    ['the five entities', '<xml><A>&lt;a&gt; &amp;amp; &quot;&apos;</A></xml>', { A: '<a> &amp; "\'' }],
    ['CDATA without resolving entities', '<xml><A><![CDATA[&lt;<b>&x;]]></A></xml>', { A: '&lt;<b>&x;' }],
    ['CDATA and text after each other', '<xml><A>x<![CDATA[y]]>z<![CDATA[]]></A></xml>', { A: 'xyz' }],
    ['CDATA with brackets', '<xml><A><![CDATA[a]b]]]]></A></xml>', { A: 'a]b]]' }],
    ['Chinese', '<xml><A>张三𠮷</A></xml>', { A: '张三𠮷' }],
    [
      'a control character, which the field refuses later',
      '<xml><A>a\u0007b<![CDATA[\u0001]]></A></xml>',
      { A: 'a\u0007b\u0001' },
    ],
    ['an empty element after a nested one', '<xml><A><B>x</B></A><C/></xml>', { C: '' }],
    ['no nested elements', '<xml><A><B>x</B><B>y</B></A><C>z</C></xml>', { C: 'z' }],
    [
      'element names such as __proto__',
      '<xml><__proto__>x</__proto__></xml>',
      JSON.parse('{"__proto__":"x"}'),
    ],
  ])('reads %s', (_, text, leaves) => {
    expect(read(text)).toEqual(leaves);
  });

  test('reads any text in CDATA', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!text.includes(']]>'));
        expect(read(`<xml><A><![CDATA[${text}]]></A></xml>`)).toEqual({ A: Buffer.from(text).toString() });
      }),
    );
  });
});

describe('readFlatXml on invalid XML', () => {
  test.each([
    ['', 'ends before its last tag'],
    ['{"a":1}', 'has text outside its elements'],
    ['<html></html>', 'has a root other than one <xml>'],
    ['<xml></xml><xml></xml>', 'has a root other than one <xml>'],
    ['<xml></xml>x', 'has text outside its elements'],
    ['<xml>x</xml>', 'has text outside its elements'],
    ['<xml><![CDATA[x]]></xml>', 'has CDATA outside its elements'],
    ['<!DOCTYPE xml [<!ENTITY x "y">]><xml><A>&x;</A></xml>', 'has a DOCTYPE'],
    ['<!doctype xml><xml></xml>', 'has a DOCTYPE'],
    ['<xml><!ENTITY x "y"></xml>', 'declares an ENTITY'],
    ['<?xml version="1.0"?><xml></xml>', 'has a processing instruction'],
    ['<xml><?php x ?></xml>', 'has a processing instruction'],
    ['<xml><!-- x --></xml>', 'has a comment'],
    ['<xml><!ELEMENT A></xml>', 'has a declaration'],
    ['<xml><A><![CDATA[x</A></xml>', 'has CDATA without an end'],
    ['<xml><A b="c">x</A></xml>', 'has a tag with attributes, or an invalid tag'],
    ['<xml xmlns="x"><A>x</A></xml>', 'has a tag with attributes, or an invalid tag'],
    ['<xml><a:A>x</a:A></xml>', 'has a tag with attributes, or an invalid tag'],
    ['<xml><A>1 < 2</A></xml>', 'has a tag with attributes, or an invalid tag'],
    ['<xml><A>x</B></xml>', 'has a closing tag that does not match the open element'],
    ['<xml><A>x</a></xml>', 'has a closing tag that does not match the open element'],
    ['</xml>', 'has a closing tag that does not match the open element'],
    ['<xml></A/></xml>', 'has a tag that both closes and is empty'],
    ['<xml><A>x</A>', 'ends before its last tag'],
    ['<xml><A>x</A><A>y</A></xml>', 'has an element twice'],
    ['<xml><A>&nbsp;</A></xml>', 'has an entity other than &lt; &gt; &amp; &quot; &apos;'],
    ['<xml><A>&#55;</A></xml>', 'has an entity other than &lt; &gt; &amp; &quot; &apos;'],
    ['<xml><A>a & b</A></xml>', 'has an entity other than &lt; &gt; &amp; &quot; &apos;'],
    ['<xml><A>&#x37;</A></xml>', 'has an entity other than &lt; &gt; &amp; &quot; &apos;'],
    ['<xml><A>&#99999999;</A></xml>', 'has an entity other than &lt; &gt; &amp; &quot; &apos;'],
    ['<xml><A>&__proto__;</A></xml>', 'has an entity other than &lt; &gt; &amp; &quot; &apos;'],
    ['<xml><A>&constructor;</A></xml>', 'has an entity other than &lt; &gt; &amp; &quot; &apos;'],
    ['<!DOCTYPE xml SYSTEM "file:///etc/passwd"><xml><A>x</A></xml>', 'has a DOCTYPE'],
    ['<!DOCTYPE xml PUBLIC "x" "http://127.0.0.1/x.dtd"><xml/>', 'has a DOCTYPE'],
    ['<xml><!DOCTYPE xml></xml>', 'has a DOCTYPE'],
    ['<xml/><!DOCTYPE xml>', 'has a DOCTYPE'],
    ['<!DOCTYPE xml [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><xml><A>&b;</A></xml>', 'has a DOCTYPE'],
    ['<?xml-stylesheet href="x"?><xml/>', 'has a processing instruction'],
    ['<!-- x --><xml/>', 'has a comment'],
    ['<xml/><!-- x -->', 'has a comment'],
    ['<XML><A>x</A></XML>', 'has a root other than one <xml>'],
    ['<xml><甲>x</甲></xml>', 'has a tag with attributes, or an invalid tag'],
    ['<xml><A xml:space="preserve">x</A></xml>', 'has a tag with attributes, or an invalid tag'],
    ['<xml><A b=c>x</A></xml>', 'has a tag with attributes, or an invalid tag'],
    ['<xml><A b>x</A></xml>', 'has a tag with attributes, or an invalid tag'],
    ['<xml><A>x</A b></xml>', 'has a tag with attributes, or an invalid tag'],
    ['<xml><A>x]]>y</A></xml>', 'has a tag with attributes, or an invalid tag'],
    ['<xml><A/>y</xml>', 'has text outside its elements'],
    ['<xml><A><B>x</A></B></xml>', 'has a closing tag that does not match the open element'],
    ['<xml><A>x</A></xml></xml>', 'has a closing tag that does not match the open element'],
    ['<xml><A>x', 'ends before its last tag'],
    ['<xml><A>x</A', 'has a tag with attributes, or an invalid tag'],
    ['<', 'ends before its last tag'],
  ])('%s: %s', (text, problem) => {
    expect(read(text)).toBe(problem);
  });

  test('refuses bytes that are not UTF-8', () => {
    expect(readFlatXml(Buffer.from([0x3c, 0xd5, 0xc5]))).toEqual({ ok: false, problem: 'is not UTF-8' });
  });

  test('does not throw on any bytes', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => typeof readFlatXml(bytes).ok === 'boolean'));
    const piece = fc.constantFrom(
      '<xml>',
      '</xml>',
      '<A>',
      '</A>',
      '<![CDATA[',
      ']]>',
      '&amp;',
      '&',
      '<',
      'x',
    );
    fc.assert(fc.property(fc.array(piece), (pieces) => typeof read(pieces.join('')) !== 'undefined'));
  });

  test('reads very large input in one pass', () => {
    const many = 60_000;
    expect(read('<xml>'.concat('<A>'.repeat(many)))).toBe('ends before its last tag');
    expect(read('<![CDATA['.repeat(many))).toBe('has CDATA without an end');
    expect(read(`<xml>${'</A>'.repeat(many)}`)).toBe(
      'has a closing tag that does not match the open element',
    );
    expect(read(`<xml>${'&'.repeat(many)}`)).toBe('has an entity other than &lt; &gt; &amp; &quot; &apos;');
    expect(read(`<xml><A>${'<![CDATA[]]>'.repeat(many)}</A></xml>`)).toEqual({ A: '' });
    expect(read(`<!DOCTYPE xml [${'<!ENTITY a "x">'.repeat(many)}]><xml/>`)).toBe('has a DOCTYPE');
    expect(read(`<xml><A>${'&amp;'.repeat(many)}</A></xml>`)).toEqual({ A: '&'.repeat(many) });
    expect(read(`<xml><A${' '.repeat(many)}`)).toBe('has a tag with attributes, or an invalid tag');
  });
});
