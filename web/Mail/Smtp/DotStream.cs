namespace DataPortal.Mail.Smtp;

/// <summary>The text after DATA (RFC 5321 §4.5.2): a dot that begins a line is doubled. Every write must come through within the time limit.</summary>
internal sealed class DotStream(Stream inner, TimeSpan timeout) : Stream
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _used;
    private bool _lineBegins = true;

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default)
    {
        for (var at = 0; at < data.Length; at++)
        {
            if (_used + 2 > _buffer.Length)
            {
                await FlushAsync(cancellationToken);
            }

            var octet = data.Span[at];
            if (_lineBegins && octet == '.')
            {
                _buffer[_used++] = (byte)'.';
            }

            _buffer[_used++] = octet;
            _lineBegins = octet == '\n';
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            await inner.WriteAsync(_buffer.AsMemory(0, _used), limit.Token);
            await inner.FlushAsync(limit.Token);
            _used = 0;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"the server took nothing for {timeout.TotalSeconds:0} s");
        }
    }

    public override void Flush() => throw new NotSupportedException();
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
