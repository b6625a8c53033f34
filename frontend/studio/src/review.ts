import { mount } from 'svelte';
import './styles/studio.css';
import { keepFilesComing } from './live/files';
import { Guest } from './review/guest.svelte';
import GuestPage from './review/GuestPage.svelte';

const target = document.getElementById('review');
if (!target) throw new Error('The page has no <div id="review">: the player cannot start.');

target.replaceChildren();
const guest = new Guest();
keepFilesComing(document, guest);
mount(GuestPage, { target, props: { guest } });
