using System.Buffers;

namespace OrleansTrading.Simulator.Streams;

/// <summary>Reads a client's messages off the upgraded connection. Control frames may stand between fragments.</summary>
internal sealed class ClientFrames(Stream stream)
{
    /// <summary>More than a SUBSCRIBE of 1,024 streams needs.</summary>
    public const int LargestMessage = 256 * 1024;

    private byte[] _buffer = new byte[8 * 1024];
    private int _start;
    private int _end;
    private readonly ArrayBufferWriter<byte> _message = new();
    private byte _messageOpcode;

    /// <summary>The next whole message, valid until the next call, or null at the end of the connection.</summary>
    /// <exception cref="InvalidDataException">The client broke the protocol.</exception>
    public async ValueTask<(byte Opcode, ReadOnlyMemory<byte> Payload)?> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryTake(out var opcode, out var payload))
            {
                return (opcode, payload);
            }

            if (!await FillAsync(cancellationToken))
            {
                return null;
            }
        }
    }

    private bool TryTake(out byte opcode, out ReadOnlyMemory<byte> payload)
    {
        while (WebSocketFrame.TryReadHeader(_buffer.AsSpan(_start, _end - _start), out var header))
        {
            var before = header.Opcode == WebSocketFrame.Continuation ? _message.WrittenCount : 0;
            if (header.PayloadLength > LargestMessage - before)
            {
                throw new InvalidDataException($"Expected a message of at most {LargestMessage} bytes.");
            }

            var length = (int)header.PayloadLength;
            if (_end - _start < header.HeaderLength + length)
            {
                break;
            }

            var bodyStart = _start + header.HeaderLength;
            WebSocketFrame.Unmask(_buffer.AsSpan(bodyStart - 4, 4), _buffer.AsSpan(bodyStart, length));
            _start = bodyStart + length;
            if (TryComplete(header, _buffer.AsMemory(bodyStart, length), out opcode, out payload))
            {
                return true;
            }
        }

        opcode = 0;
        payload = default;
        return false;
    }

    private bool TryComplete(in WebSocketFrame.Header header, ReadOnlyMemory<byte> body, out byte opcode, out ReadOnlyMemory<byte> payload)
    {
        opcode = header.Opcode;
        payload = body;
        if (header.Opcode >= WebSocketFrame.Close || (header.IsFinal && header.Opcode != WebSocketFrame.Continuation))
        {
            return true;
        }

        if (header.Opcode != WebSocketFrame.Continuation)
        {
            _messageOpcode = header.Opcode;
            _message.ResetWrittenCount();
        }

        _message.Write(body.Span);
        if (!header.IsFinal)
        {
            return false;
        }

        opcode = _messageOpcode;
        payload = _message.WrittenMemory;
        return true;
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += read;
        return read > 0;
    }
}
