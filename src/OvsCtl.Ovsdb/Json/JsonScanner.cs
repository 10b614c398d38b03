namespace OvsCtl.Ovsdb;

/// <summary>
/// Finds where a JSON array or object ends in a stream without delimiters, however it is cut into pieces, and checks the grammar of RFC 8259 on
/// the way. Other readers only ever see what passed here, so that it does not matter what they would forgive.
/// As ovsdb-server does, refuses U+0000 and lone surrogates. Notes where the members of a top-level object are, so that a message's
/// members can be read in any order.
/// </summary>
internal sealed class JsonScanner(int maximumDepth)
{
    // A JSON-RPC 1.0 message has three members; a peer that sends more than this is not speaking it.
    private const int MaximumMembers = 16;

    // The rows of a monitor's reply are members at level 3 or 4 (see JsonFramer.TryPeekRows).
    private const int DeepestLevel = 4;

    private readonly List<JsonMember> _members = [];
    private bool[] _isObject = new bool[16];
    private int _depth;
    private readonly JsonLevel[] _levels = new JsonLevel[DeepestLevel + 1];
    private State _state = State.Start;
    private bool _isKey;
    private ReadOnlyMemory<byte> _literalRest;
    private int _hexDigits;
    private int _codeUnit;
    private bool _needsLowSurrogate;
    private int _nameStart;
    private int _nameEnd;
    private int _valueStart;

    private enum State
    {
        Start, Value, ValueOrEndArray, Key, KeyOrEndObject, Colon, CommaOrEnd,
        String, Escape, HexEscape, LowSurrogateBackslash, LowSurrogateEscape, Literal,
        Minus, Zero, Digits, Point, Fraction, Exponent, ExponentSign, ExponentDigits,
        Complete,
    }

    /// <summary>Where the members of the top-level object are, as offsets from the message's first byte; valid once <see cref="Scan"/> said complete.</summary>
    public IReadOnlyList<JsonMember> Members => _members;

    /// <summary>Stop after the comma behind each member of an object at this depth; 0 for never. Good until the message ends.</summary>
    public int PauseDepth { get; set; }

    /// <summary>Whether <see cref="Scan"/> has stopped there, perhaps before the last byte.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>How many arrays and objects are open.</summary>
    public int Depth => _depth;

    /// <summary>Where the value of the last top-level member begins.</summary>
    public int ValueStart => _valueStart;

    /// <summary>What is known of the innermost array or object at this depth, 1 to 4.</summary>
    public JsonLevel Level(int depth) => _levels[depth];

    /// <summary>Whole members at this depth were taken out of the message: all that comes after them moves to the front.</summary>
    public void Forget(int depth, int size)
    {
        for (var i = depth; i <= DeepestLevel; i++) _levels[i] = _levels[i].After(size, isCut: i == depth);
    }

    public void Reset()
    {
        _members.Clear();
        _depth = 0;
        _state = State.Start;
        _needsLowSurrogate = false;
        PauseDepth = 0;
    }

    /// <summary>
    /// Goes on from byte <paramref name="offset"/> of a message that starts at byte 0. Returns true with <paramref name="end"/> just
    /// after the closing bracket, or false when the message goes on: every byte was taken, or the scan has paused.
    /// </summary>
    /// <exception cref="OvsdbException">The bytes are not JSON, or nest deeper than allowed.</exception>
    public bool Scan(ReadOnlySpan<byte> message, int offset, out int end)
    {
        IsPaused = false;
        for (end = offset; end < message.Length; end++)
        {
            if (_state == State.String)
            {
                end += StringScan.PlainLength(message[end..]);
                if (end == message.Length) return false;
                if (message[end] == (byte)'"')
                {
                    EndString(end);
                    continue;
                }
            }

            Step(message[end], end);
            if (_state != State.Complete && !IsPaused) continue;
            end++;
            return !IsPaused;
        }

        return false;
    }

    private void Step(byte b, int at)
    {
        switch (_state)
        {
            case State.Start:
                if (b is not ((byte)'{' or (byte)'[')) throw Unexpected(b);
                Open(b);
                break;
            case State.Value or State.ValueOrEndArray or State.Key or State.KeyOrEndObject or State.Colon or State.CommaOrEnd:
                if (b is not ((byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')) Structure(b, at);
                break;
            case State.String:
                StringByte(b, at);
                break;
            case State.Escape:
                EscapeByte(b);
                break;
            case State.HexEscape:
                HexByte(b);
                break;
            case State.LowSurrogateBackslash:
                _state = b == (byte)'\\' ? State.LowSurrogateEscape : throw LoneSurrogate();
                break;
            case State.LowSurrogateEscape:
                if (b != (byte)'u') throw LoneSurrogate();
                BeginHex();
                break;
            case State.Literal:
                if (b != _literalRest.Span[0]) throw Unexpected(b);
                _literalRest = _literalRest[1..];
                if (_literalRest.IsEmpty) EndValue(at + 1);
                break;
            default:
                NumberByte(b, at);
                break;
        }
    }

    private void Structure(byte b, int at)
    {
        switch (b)
        {
            case (byte)'"' when _state is State.Key or State.KeyOrEndObject:
                if (_depth == 1) _nameStart = at;
                if (_depth <= DeepestLevel) _levels[_depth].BeginName(at);
                BeginString(isKey: true);
                break;
            case (byte)':' when _state == State.Colon:
                _state = State.Value;
                break;
            case (byte)',' when _state == State.CommaOrEnd:
                _state = _isObject[_depth - 1] ? State.Key : State.Value;
                if (_depth <= DeepestLevel) _levels[_depth].MembersEnd = at + 1;
                IsPaused = _depth == PauseDepth && _state == State.Key;
                break;
            case (byte)'}' when _state == State.KeyOrEndObject || (_state == State.CommaOrEnd && _isObject[_depth - 1]):
            case (byte)']' when _state == State.ValueOrEndArray || (_state == State.CommaOrEnd && !_isObject[_depth - 1]):
                Close(at);
                break;
            default:
                if (_state is not (State.Value or State.ValueOrEndArray)) throw Unexpected(b);
                BeginValue(b, at);
                break;
        }
    }

    private void BeginValue(byte b, int at)
    {
        if (_depth == 1) _valueStart = at;
        switch (b)
        {
            case (byte)'{' or (byte)'[':
                Open(b);
                break;
            case (byte)'"':
                BeginString(isKey: false);
                break;
            case (byte)'t':
                BeginLiteral("rue"u8);
                break;
            case (byte)'f':
                BeginLiteral("alse"u8);
                break;
            case (byte)'n':
                BeginLiteral("ull"u8);
                break;
            case (byte)'-':
                _state = State.Minus;
                break;
            case (byte)'0':
                _state = State.Zero;
                break;
            case >= (byte)'1' and <= (byte)'9':
                _state = State.Digits;
                break;
            default:
                throw Unexpected(b);
        }
    }

    private void Open(byte b)
    {
        if (_depth == maximumDepth) throw OvsdbException.Protocol($"JSON nests deeper than {maximumDepth}");
        if (_depth == _isObject.Length) Array.Resize(ref _isObject, 2 * _depth);
        _isObject[_depth++] = b == (byte)'{';
        if (_depth <= DeepestLevel) _levels[_depth] = JsonLevel.Opened(isObject: b == (byte)'{');
        _state = b == (byte)'{' ? State.KeyOrEndObject : State.ValueOrEndArray;
    }

    private void Close(int at)
    {
        _depth--;
        if (_depth == 0) _state = State.Complete;
        else EndValue(at + 1);
    }

    private void EndValue(int end)
    {
        _state = State.CommaOrEnd;
        if (_depth != 1 || !_isObject[_depth - 1]) return;
        if (_members.Count == MaximumMembers) throw OvsdbException.Protocol($"a message has more than {MaximumMembers} members");
        _members.Add(new JsonMember(_nameStart.._nameEnd, _valueStart..end));
    }

    private void BeginLiteral(ReadOnlySpan<byte> rest)
    {
        _literalRest = rest.ToArray();
        _state = State.Literal;
    }

    private void BeginString(bool isKey)
    {
        _isKey = isKey;
        _state = State.String;
    }

    private void StringByte(byte b, int at)
    {
        if (b == (byte)'\\')
        {
            _state = State.Escape;
        }
        else if (b != (byte)'"')
        {
            throw OvsdbException.Protocol($"control character U+{b:X4} must be escaped in a JSON string");
        }
        else
        {
            EndString(at);
        }
    }

    private void EndString(int at)
    {
        if (_isKey)
        {
            if (_depth == 1) _nameEnd = at + 1;
            if (_depth <= DeepestLevel) _levels[_depth].NameEnd = at + 1;
            _state = State.Colon;
        }
        else
        {
            EndValue(at + 1);
        }
    }

    private void EscapeByte(byte b)
    {
        if (b == (byte)'u') BeginHex();
        else if ("\"\\/bfnrt"u8.Contains(b)) _state = State.String;
        else throw Unexpected(b);
    }

    private void BeginHex()
    {
        _hexDigits = 0;
        _codeUnit = 0;
        _state = State.HexEscape;
    }

    private void HexByte(byte b)
    {
        if (!char.IsAsciiHexDigit((char)b)) throw Unexpected(b);
        _codeUnit = _codeUnit << 4 | (char.IsAsciiDigit((char)b) ? b - '0' : (b | 0x20) - 'a' + 10);
        if (++_hexDigits < 4) return;

        var isLow = _codeUnit is >= 0xDC00 and <= 0xDFFF;
        if (_needsLowSurrogate != isLow) throw LoneSurrogate();
        if (_codeUnit == 0) throw OvsdbException.Protocol("U+0000 is not allowed in an OVSDB string");
        _needsLowSurrogate = _codeUnit is >= 0xD800 and <= 0xDBFF;
        _state = _needsLowSurrogate ? State.LowSurrogateBackslash : State.String;
    }

    private void NumberByte(byte b, int at)
    {
        var isDigit = b is >= (byte)'0' and <= (byte)'9';
        var next = (_state, b) switch
        {
            (State.Minus, (byte)'0') => State.Zero,
            (State.Minus, _) when isDigit => State.Digits,
            (State.Digits, _) when isDigit => State.Digits,
            (State.Zero or State.Digits, (byte)'.') => State.Point,
            (State.Point or State.Fraction, _) when isDigit => State.Fraction,
            (State.Zero or State.Digits or State.Fraction, (byte)'e' or (byte)'E') => State.Exponent,
            (State.Exponent, (byte)'+' or (byte)'-') => State.ExponentSign,
            (State.Exponent or State.ExponentSign or State.ExponentDigits, _) when isDigit => State.ExponentDigits,
            (State.Zero or State.Digits or State.Fraction or State.ExponentDigits, _) => State.CommaOrEnd,
            _ => throw Unexpected(b),
        };
        if (next != State.CommaOrEnd)
        {
            _state = next;
            return;
        }

        // A number has no last byte of its own: this byte is already the next token.
        EndValue(at);
        Step(b, at);
    }

    private static OvsdbException Unexpected(byte b) =>
        OvsdbException.Protocol(b is > 0x20 and < 0x7F ? $"'{(char)b}' is not expected here in JSON" : $"byte 0x{b:x2} is not expected here in JSON");

    private static OvsdbException LoneSurrogate() => OvsdbException.Protocol("a JSON string has half of a surrogate pair");
}
