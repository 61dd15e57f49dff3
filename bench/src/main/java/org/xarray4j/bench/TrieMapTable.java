package org.xarray4j.bench;

import java.util.Map;
import java.util.function.Consumer;
import tech.pantheon.triemap.MutableTrieMap;
import tech.pantheon.triemap.TrieMap;

/** The concurrent hash trie of triemap, a port of Scala's {@code TrieMap}, with boxed keys. */
final class TrieMapTable implements VisitableTable {
    private final MutableTrieMap<Long, Payload> map = TrieMap.create();

    @Override
    public Object get(long key) {
        return map.get(key);
    }

    @Override
    public void put(long key, Payload value) {
        map.put(key, value);
    }

    @Override
    public void erase(long key) {
        map.remove(key);
    }

    @Override
    public void forEach(Consumer<? super Payload> visitor) {
        map.forEach((key, value) -> visitor.accept(value));
    }

    @Override
    public void step(Consumer<? super Payload> visitor) {
        for (Map.Entry<Long, Payload> entry : map.entrySet()) {
            visitor.accept(entry.getValue());
        }
    }
}
