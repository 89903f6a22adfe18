'use client';

import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** Nearer to the end than this counts as being at the end. */
const NEAR_PX = 24;

interface Follow {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly isFollowing: boolean;
  readonly setFollowing: (follow: boolean) => void;
  /** Number of the last line that had come when following ended. */
  readonly left: number;
  readonly onScroll: () => void;
}

/**
 * Keeps a scrolling box at its end while lines come; scrolling up lets go, scrolling back to the end takes hold again.
 * `newest` is the number of the last line.
 */
export function useFollow(newest: number): Follow {
  const box = useRef<HTMLDivElement>(null);
  const at = useRef(0);
  const [isFollowing, setFollowing] = useState(true);
  const [left, setLeft] = useState(newest);
  useLayoutEffect(() => {
    if (!isFollowing || !box.current || newest < 0) return;
    box.current.scrollTop = box.current.scrollHeight;
  }, [isFollowing, newest]);
  const follow = (wanted: boolean) => {
    setFollowing(wanted);
    setLeft(newest);
  };
  const onScroll = () => {
    const element = box.current;
    if (!element) return;
    const isUpwards = element.scrollTop < at.current;
    at.current = element.scrollTop;
    const isAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
    if (isAtEnd && !isFollowing) follow(true);
    // Lines that come into being below may move the end away; only a person moves the box upwards.
    if (!isAtEnd && isFollowing && isUpwards) follow(false);
  };
  return { box, isFollowing, setFollowing: follow, left, onScroll };
}
