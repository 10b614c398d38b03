using System.Collections;

namespace OvsCtl.Ovsdb;

/// <summary>
/// Atoms in ascending order, all different, in blocks: a set made from another by a small change shares all blocks but those that changed. A bridge of ten thousand ports that gets one
/// more is copied by the block, not whole.
/// </summary>
internal sealed class AtomBlocks : IReadOnlyList<OvsdbAtom>
{
    private const int BlockSize = 256;

    // None is empty; two neighbours together have more than a block.
    private readonly OvsdbAtom[][] _blocks;
    // By block: how many atoms there are up to its end.
    private readonly int[] _ends;

    private AtomBlocks(OvsdbAtom[][] blocks)
    {
        _blocks = blocks;
        _ends = new int[blocks.Length];
        var end = 0;
        for (var i = 0; i < blocks.Length; i++) _ends[i] = end += blocks[i].Length;
    }

    public static AtomBlocks Empty { get; } = new([]);

    public int Count => _ends is [.., var end] ? end : 0;

    public OvsdbAtom this[int index]
    {
        get
        {
            var found = Array.BinarySearch(_ends, index);
            // An end is the first index behind its block.
            var block = found < 0 ? ~found : found + 1;
            return _blocks[block][index - Start(block)];
        }
    }

    public static AtomBlocks Of(OvsdbAtom[] sorted)
    {
        if (sorted.Length <= BlockSize) return sorted.Length == 0 ? Empty : new AtomBlocks([sorted]);
        return new AtomBlocks([.. sorted.Chunk(BlockSize)]);
    }

    public bool Contains(OvsdbAtom atom)
    {
        var (low, high) = (0, _blocks.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_blocks[middle][^1].CompareTo(atom) < 0) low = middle + 1;
            else high = middle;
        }

        return low < _blocks.Length && _blocks[low].AsSpan().BinarySearch(atom) >= 0;
    }

    /// <summary>The atoms that are here or in the other, but not in both.</summary>
    public AtomBlocks SymmetricDifference(ReadOnlySpan<OvsdbAtom> others)
    {
        var blocks = new List<OvsdbAtom[]>(_blocks.Length + 1);
        for (var i = 0; i < _blocks.Length; i++)
        {
            // Those that belong before the next block; behind the last one, all.
            var count = i + 1 == _blocks.Length ? others.Length : 0;
            while (count < others.Length && others[count].CompareTo(_blocks[i + 1][0]) < 0) count++;
            Add(blocks, count == 0 ? _blocks[i] : SymmetricDifference(_blocks[i], others[..count]));
            others = others[count..];
        }

        Add(blocks, others.ToArray());
        return new AtomBlocks([.. blocks]);
    }

    public bool Equals(AtomBlocks other)
    {
        if (Count != other.Count) return false;
        for (int i = 0, j = 0, at = 0; i < _blocks.Length;)
        {
            // Blocks that the two share are passed over.
            if (ReferenceEquals(_blocks[i], other._blocks[j]) && _ends[i] == other._ends[j])
            {
                at = _ends[i];
            }
            else
            {
                if (!_blocks[i][at - Start(i)].Equals(other._blocks[j][at - other.Start(j)])) return false;
                at++;
            }

            if (at == _ends[i]) i++;
            if (at == other._ends[j]) j++;
        }

        return true;
    }

    public IEnumerator<OvsdbAtom> GetEnumerator()
    {
        foreach (var block in _blocks)
        {
            foreach (var atom in block) yield return atom;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>All of them; only when they are in several blocks, in an array made for it.</summary>
    public ReadOnlySpan<OvsdbAtom> ToSpan() => _blocks is [var only] ? only : _blocks.SelectMany(block => block).ToArray();

    private int Start(int block) => block == 0 ? 0 : _ends[block - 1];

    private static void Add(List<OvsdbAtom[]> blocks, OvsdbAtom[] atoms)
    {
        if (atoms.Length == 0) return;
        if (blocks is [.., var last] && last.Length + atoms.Length <= BlockSize) blocks[^1] = [.. last, .. atoms];
        else if (atoms.Length <= 2 * BlockSize) blocks.Add(atoms);
        else blocks.AddRange(atoms.Chunk(BlockSize));
    }

    // One more port on a bridge of thousands: the places of the few are searched for, and all between them is copied as a piece.
    private static OvsdbAtom[] SymmetricDifference(ReadOnlySpan<OvsdbAtom> many, ReadOnlySpan<OvsdbAtom> few)
    {
        var result = new OvsdbAtom[few.Length + many.Length];
        var count = 0;
        foreach (var atom in few)
        {
            var place = many.BinarySearch(atom);
            var isShared = place >= 0;
            var before = many[..(isShared ? place : ~place)];
            before.CopyTo(result.AsSpan(count));
            count += before.Length;
            if (!isShared) result[count++] = atom;
            many = many[(before.Length + (isShared ? 1 : 0))..];
        }

        many.CopyTo(result.AsSpan(count));
        Array.Resize(ref result, count + many.Length);
        return result;
    }
}
