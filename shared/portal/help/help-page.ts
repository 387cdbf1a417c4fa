import { html } from 'hono/html';
import {
  HELP_SECTIONS,
  type HelpBlock,
  type HelpSection,
  type HelpTopic,
  type HelpValues,
  PICTURED_TOPICS,
  type PicturedTopic,
} from '../../i18n/help-topics.ts';
import type { Words } from '../../i18n/words.ts';
import type { Language } from '../../language.ts';
import { clientList } from '../components/client-list.ts';
import type { Html, Page } from '../components/layout.ts';
import { PICTURE_SIZE, pictureName } from './pictures.ts';

/** The help page: sections and topics in the same order in each language (PRODUCT E7). */
export function helpPage(language: Language, words: Words, values: HelpValues): Page {
  const { help } = words;
  const sections = Object.keys(HELP_SECTIONS) as HelpSection[];
  return {
    title: help.title,
    content: html`<p>${help.lead}</p>
<nav class="card" aria-label="${help.contents}"><h2>${help.contents}</h2><ul>${sections.map(
      (section) => html`<li><a href="#section-${section}">${help.sections[section]}</a>
<ul>${HELP_SECTIONS[section].map((topic) => html`<li><a href="#${topic}">${help.topics[topic].title}</a></li>`)}</ul></li>`,
    )}</ul></nav>
${sections.map(
  (section) =>
    html`<h2 id="section-${section}">${help.sections[section]}</h2>${HELP_SECTIONS[section].map((topic) => part(language, words, topic, values))}`,
)}`,
  };
}

function part(language: Language, words: Words, topic: HelpTopic, values: HelpValues): Html {
  const { title, text } = words.help.topics[topic];
  return html`<section id="${topic}" aria-labelledby="about-${topic}"><h3 id="about-${topic}">${title}</h3>${text(values).map(block)}${topic === 'find-folder' ? clientList(words, (name) => html`<h4>${name}</h4>`) : ''}${isPictured(topic) ? picture(language, words, topic) : ''}</section>`;
}

function isPictured(topic: HelpTopic): topic is PicturedTopic {
  return (PICTURED_TOPICS as readonly HelpTopic[]).includes(topic);
}

/** The size is said, so that nothing moves when the picture comes, which is when somebody gets there. */
function picture(language: Language, { help }: Words, topic: PicturedTopic): Html {
  const { width, height } = PICTURE_SIZE;
  return html`<img class="screen" src="/help/pictures/${pictureName(topic, language)}" width="${width}" height="${height}" loading="lazy" alt="${help.pictures[topic]}">`;
}

function block(one: HelpBlock): Html {
  if (typeof one === 'string') return html`<p>${one}</p>`;
  return html`<ol>${one.steps.map((step) => html`<li>${step}</li>`)}</ol>`;
}
