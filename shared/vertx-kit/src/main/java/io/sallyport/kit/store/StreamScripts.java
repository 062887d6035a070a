package io.sallyport.kit.store;

/**
 * What happens to a stream on the server, each in one piece, so that no two instances can come between each other.
 *
 * <p>Keys: the stream; how much of it waits, as a number; who took over which entry, a hash. Scripts that ask and then write
 * want a server that replicates effects, as Redis does from 5 on; {@code XPENDING ... IDLE} wants 6.2.
 */
final class StreamScripts {
    /**
     * Arguments: the entry's number, its weight, the bound, the life of the mark in ms, the entry, its seal. A fourth key is the
     * mark: the last number of this sender. Returns the number and {@code taken}, for there already as well, or {@code full}: what
     * comes with wrong bits, or belongs to another call, is neither. The number of what waits goes astray when somebody deletes
     * the stream; an empty stream sets it right.
     *
     * <p>The id is chosen here, from the server's time, so that the seal can name it. Where the time went back, or an id is there,
     * the server chooses, and the seal goes without. The body is the first field, which is all that a reader of a release
     * before seals looks at.
     */
    static final String APPEND = """
            if tonumber(redis.call('GET', KEYS[4]) or '0') >= tonumber(ARGV[1]) then return ARGV[1] .. ' taken' end
            local waiting = tonumber(redis.call('GET', KEYS[2]) or '0')
            if redis.call('XLEN', KEYS[1]) == 0 then waiting = 0 end
            if waiting + tonumber(ARGV[2]) > tonumber(ARGV[3]) then return ARGV[1] .. ' full' end
            local time = redis.call('TIME')
            local id = string.format('%s%03d-%d', time[1], math.floor(time[2] / 1000), time[2] % 1000)
            local put = redis.pcall('XADD', KEYS[1], id, 'e', ARGV[5], 'c', ARGV[6] .. ' ' .. id)
            if type(put) == 'table' then redis.call('XADD', KEYS[1], '*', 'e', ARGV[5], 'c', ARGV[6]) end
            redis.call('SET', KEYS[2], string.format('%.0f', waiting + tonumber(ARGV[2])))
            redis.call('SET', KEYS[4], ARGV[1], 'PX', ARGV[4])
            return ARGV[1] .. ' taken'
            """;

    /**
     * Arguments: group, reader, then for each entry its id and weight. Acknowledges and deletes the entries, whether they are
     * this reader's or, on a server that has forgotten, nobody's. Returns the ids of those that another reader has taken over, in
     * one text with spaces, and the same once more, so that wrong bits are seen.
     */
    static final String SETTLE = """
            local lost = {}
            local gone = 0
            for i = 3, #ARGV, 2 do
              local id = ARGV[i]
              local pending = redis.call('XPENDING', KEYS[1], ARGV[1], id, id, 1)
              local owner = redis.call('HGET', KEYS[3], id)
              if #pending > 0 then owner = pending[1][2] end
              if owner and owner ~= ARGV[2] then
                lost[#lost + 1] = id
              else
                redis.call('XACK', KEYS[1], ARGV[1], id)
                if redis.call('XDEL', KEYS[1], id) == 1 then gone = gone + tonumber(ARGV[i + 1]) end
              end
            end
            if gone > 0 then
              local waiting = tonumber(redis.call('GET', KEYS[2]) or '0') - gone
              if waiting < 0 or redis.call('XLEN', KEYS[1]) == 0 then waiting = 0 end
              redis.call('SET', KEYS[2], string.format('%.0f', waiting))
            end
            local all = table.concat(lost, ' ')
            return {all, all}
            """;

    /**
     * Arguments: group, reader, idle time in ms, how many at most, how many notes at most, their life in ms. Makes entries this
     * reader's that another one has had for so long, and notes it. Returns their number.
     */
    static final String CLAIM = """
            local ids = {}
            local idle = redis.call('XPENDING', KEYS[1], ARGV[1], 'IDLE', ARGV[3], '-', '+', ARGV[4])
            for _, pending in ipairs(idle) do
              if pending[2] ~= ARGV[2] then ids[#ids + 1] = pending[1] end
            end
            if #ids == 0 then return 0 end
            if redis.call('HLEN', KEYS[3]) + #ids > tonumber(ARGV[5]) then redis.call('DEL', KEYS[3]) end
            for _, id in ipairs(ids) do
              redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], ARGV[3], id, 'JUSTID')
              redis.call('HSET', KEYS[3], id, ARGV[2])
            end
            redis.call('PEXPIRE', KEYS[3], ARGV[6])
            return #ids
            """;

    /** Arguments: group, reader, idle time in ms. Forgets other readers that have nothing and were not heard for so long. */
    static final String SWEEP = """
            local swept = 0
            for _, consumer in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])) do
              local fact = {}
              for i = 1, #consumer, 2 do fact[consumer[i]] = consumer[i + 1] end
              if fact['name'] ~= ARGV[2] and fact['pending'] == 0 and fact['idle'] > tonumber(ARGV[3]) then
                redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], fact['name'])
                swept = swept + 1
              end
            end
            return swept
            """;

    private StreamScripts() {}
}
