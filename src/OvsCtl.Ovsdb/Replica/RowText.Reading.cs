using System.Buffers.Text;
using System.Runtime.CompilerServices;

namespace OvsCtl.Ovsdb;

/// <content>Reads the values of a text that was taken, of which the form is known.</content>
internal ref partial struct RowText
{
    // Maps of up to this many pairs need no list of keys to compare with those that are there already.
    private const int FewKeys = 32;

    // Onto the value of the next column.
    private bool ToNextColumn(RowLayout layout, ref int place)
    {
        // What is under the cursor is the bracket or comma before a column, or the last bracket.
        _at++;
        if (!String(out var name)) return false;
        layout.TryFind(name, after: place, out place);
        _at++;
        return true;
    }

    private void SkipValue()
    {
        if (_text[_at] == (byte)'"')
        {
            String(out _);
            return;
        }

        var depth = 0;
        while (true)
        {
            switch (_text[_at])
            {
                case (byte)'"':
                    String(out _);
                    break;
                case (byte)'[':
                    depth++;
                    _at++;
                    break;
                case (byte)',' or (byte)']' or (byte)'}' when depth == 0:
                    return;
                case (byte)']':
                    depth--;
                    _at++;
                    break;
                default:
                    _at++;
                    break;
            }
        }
    }

    private OvsdbValue ReadValue(in ColumnForm form)
    {
        if (form.IsMap)
        {
            Take("[\"map\",["u8);
            return ReadMap(form);
        }

        if (!form.IsScalar && Take("[\"set\",["u8)) return ReadSet(form.Key);
        var atom = ReadAtom(form.Key);
        return form.IsScalar ? atom : AtomPool.SetOf(atom);
    }

    private OvsdbSet ReadSet(AtomicType type)
    {
        var atoms = new OvsdbAtom[CountElements()];
        for (var i = 0; i < atoms.Length; i++)
        {
            atoms[i] = ReadAtom(type);
            Take((byte)',');
        }

        Take("]]"u8);
        return atoms.Length == 0 ? OvsdbSet.Empty : OvsdbSet.FromSorted(atoms);
    }

    private OvsdbMap ReadMap(in ColumnForm form)
    {
        var count = CountElements();
        var few = default(Keys);
        var keys = count > FewKeys ? new OvsdbAtom[count] : ((Span<OvsdbAtom>)few)[..count];
        var values = new OvsdbAtom[count];
        for (var i = 0; i < count; i++)
        {
            Take((byte)'[');
            keys[i] = ReadAtom(form.Key);
            Take((byte)',');
            values[i] = ReadAtom(form.Value);
            Take((byte)']');
            Take((byte)',');
        }

        Take("]]"u8);
        return count == 0 ? OvsdbMap.Empty : OvsdbMap.FromSorted(AtomPool.SharedKeys(keys), values);
    }

    private readonly int CountElements()
    {
        var ahead = this;
        var count = 0;
        while (ahead._text[ahead._at] != (byte)']')
        {
            ahead.SkipValue();
            ahead.Take((byte)',');
            count++;
        }

        return count;
    }

    private OvsdbAtom ReadAtom(AtomicType type)
    {
        switch (type)
        {
            case AtomicType.String:
                String(out var text);
                return AtomPool.Text(text);
            case AtomicType.Integer:
                _ = Utf8Parser.TryParse(_text[_at..], out long number, out var size);
                _at += size;
                return AtomPool.Integer(number);
            case AtomicType.Boolean:
                return Take("true"u8) ? AtomPool.True : ReadFalse();
            default:
                Take("[\"uuid\","u8);
                String(out var name);
                _ = Uuid.TryParse(name, out var uuid);
                Take((byte)']');
                return new OvsdbUuid(uuid);
        }
    }

    private OvsdbBoolean ReadFalse()
    {
        Take("false"u8);
        return AtomPool.False;
    }

    [InlineArray(FewKeys)]
    private struct Keys
    {
        private OvsdbAtom _first;
    }
}
