/** The words that only one of a mail's two parts has; both lists are empty if the parts have the same words. */
export interface Differences {
  readonly onlyInText: readonly string[];
  readonly onlyInHtml: readonly string[];
}

/** Compares the words of the two parts, without spaces and separators. */
export function differences(text: string, html: string): Differences {
  const nodes = visible(html);
  const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, url = '']) => unescaped(url));
  const inHtml = bare([...nodes, ...links].join(''));
  const inText = bare(text);
  return {
    onlyInText: text
      .split(/\n|：|:(?:\s|$)|[■[\]]|==|^\s*- |^--$/m)
      .filter((piece) => bare(piece) !== '' && !inHtml.includes(bare(piece))),
    onlyInHtml: nodes.filter((node) => !inText.includes(bare(node))),
  };
}

/** The text nodes of the body, without the dots at the beginning of lines and between counts. */
function visible(html: string): string[] {
  const body = html.slice(html.indexOf('<body'));
  return body
    .split(/<[^>]*>/)
    .map((node) => unescaped(node).replace(/^\s*·/, '').trim())
    .filter((node) => node !== '');
}

function unescaped(html: string): string {
  const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
  return html.replace(/&(lt|gt|quot|#39|amp);/g, (all, name: string) => entities[name] ?? all);
}

function bare(text: string): string {
  return text.replace(/[\s·]/g, '');
}
