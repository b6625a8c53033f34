/** Pure: what waits for the person, the most important first. */
import type { Episode, Project, Scene } from '../api/types';
import type { View } from '../stores/router.svelte';
import { chosenFrame, isReadyToCut, sceneImage, sceneState } from '../words/film';
import { countWord, sentenceCase } from '../words/scores';

export interface Waiting {
  key: string;
  project: string;
  scene: string | null;
  view: View;
  image: string | null;
  where: string;
  title: string;
  note: string;
  action: string;
}

/** A finished film is news for a day; after that it is a project like the others. */
const NEWS_FOR_MS = 24 * 60 * 60 * 1000;

/** At most one entry a project: a list of every open decision would be a second dashboard. */
export function waitingFor(
  projects: readonly Project[],
  episodes: Readonly<Record<string, Episode>>,
  now: Date,
): Waiting[] {
  const asked = projects
    .filter((project) => project.needs_you && !project.running)
    .map((project) => question(project, episodes[project.id]));
  const finished = projects.filter((project) => isFreshFilm(project, now)).map(watch);
  return [...asked, ...finished].slice(0, 5);
}

function isFreshFilm(project: Project, now: Date): boolean {
  const age = now.getTime() - Date.parse(project.updated_at);
  return project.film !== null && !project.needs_you && !project.running && age < NEWS_FOR_MS;
}

function question(project: Project, episode: Episode | undefined): Waiting {
  const scene = episode?.scenes.find((each) =>
    ['choose-take', 'choose-frame', 'ready-to-shoot'].includes(sceneState(each, false)),
  );
  if (scene) return aboutScene(project, scene);
  const isReady = episode !== undefined && isReadyToCut(episode);
  return {
    ...base(project),
    title: isReady ? 'Every scene has its take' : 'This project needs you',
    note: isReady ? 'Cut the film when you are ready' : 'Something did not work. Look, then try again.',
    action: isReady ? 'Cut it' : 'Look',
  };
}

function aboutScene(project: Project, scene: Scene): Waiting {
  const entry = {
    ...base(project),
    scene: scene.id,
    where: `${project.name} · scene ${scene.number}`,
    image: sceneImage(scene) ?? project.cover,
  };
  const state = sceneState(scene, false);
  if (state === 'choose-take') {
    const few = scene.takes.length === 1 ? 'One take is' : `${sentenceCase(countWord(scene.takes.length))} takes are`;
    return {
      ...entry,
      view: 'takes',
      title: `${few} ready to look at`,
      note: 'Circle the one for the film',
      action: 'Look at them',
    };
  }
  if (state === 'choose-frame') {
    const few =
      scene.frames.length === 1 ? 'One frame is' : `${sentenceCase(countWord(scene.frames.length))} frames are`;
    return {
      ...entry,
      title: `${few} ready to look at`,
      note: 'Choose the one the takes start from',
      action: 'Choose',
    };
  }
  return {
    ...entry,
    title: `Frame ${chosenFrame(scene)?.label ?? ''} is chosen`,
    note: 'Next: shoot takes from it',
    action: 'Go on',
  };
}

function watch(project: Project): Waiting {
  return {
    ...base(project),
    view: 'film',
    title: 'The film is finished',
    note: 'Watch it, or take it with you',
    action: 'Watch',
  };
}

function base(project: Project): Waiting {
  return {
    key: project.id,
    project: project.id,
    scene: null,
    view: 'frames',
    image: project.cover,
    where: project.name,
    title: '',
    note: '',
    action: '',
  };
}
