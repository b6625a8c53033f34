import { mount } from 'svelte';
// tokens.css and components.css come with the page: its server templates share them.
import './styles/studio.css';
import App from './App.svelte';
import { retryPictures } from './live/pictures';
import { readBoot } from './stores/boot';
import { makeStudio } from './stores/studio';

const target = document.getElementById('studio');
if (!target) throw new Error('The page has no <div id="studio">: the studio cannot start.');

target.replaceChildren();
retryPictures(document);
mount(App, { target, props: { studio: makeStudio(readBoot()) } });
