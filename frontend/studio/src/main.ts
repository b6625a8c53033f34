import { mount } from 'svelte';
// tokens.css and components.css come with the page: its server templates share them.
import './styles/studio.css';
import App from './App.svelte';
import { keepFilesComing } from './live/files';
import { readBoot } from './stores/boot';
import { makeStudio } from './stores/studio';

const target = document.getElementById('studio');
if (!target) throw new Error('The page has no <div id="studio">: the studio cannot start.');

target.replaceChildren();
const studio = makeStudio(readBoot());
keepFilesComing(document, studio.api);
mount(App, { target, props: { studio } });
