-- Works on a spec in Neovim as a person does, with nothing but Neovim's own LSP client, and writes what came of it
-- as JSON. Told by the environment: INTSPEC_SETUP, INTSPEC_FILE, INTSPEC_RESULT.

local WAIT = 20000
local result = {}

-- Waits until `read` gives something, and returns that.
local function wait_for(what, read)
  local found
  if not vim.wait(WAIT, function()
    found = read()
    return found ~= nil and found ~= false
  end, 20) then
    error('waited in vain for ' .. what)
  end
  return found
end

local function line_of_cursor()
  return vim.api.nvim_get_current_line()
end

-- Puts the cursor on the part `target` of the first line that contains `line`.
local function go_to(line, target)
  for number, text in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local from = text:find(line, 1, true)
    if from then
      local column = text:find(target, from, true)
      vim.api.nvim_win_set_cursor(0, { number, column - 1 })
      return
    end
  end
  error('there is no line ' .. line)
end

local function has_line(line)
  for _, text in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    if text == line then return true end
  end
  return false
end

local function codes()
  local found = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    table.insert(found, tostring(diagnostic.code or diagnostic.user_data.lsp.code))
  end
  table.sort(found)
  return found
end

-- Sets Neovim up as docs/editors.md says, and opens the spec.
local function start()
  dofile(vim.env.INTSPEC_SETUP)
  vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.INTSPEC_FILE))
  return wait_for('the client', function()
    local attached = vim.lsp.buf_get_clients and vim.lsp.buf_get_clients(0) or vim.lsp.get_clients({ bufnr = 0 })
    local _, client = next(attached)
    return client and client.id
  end)
end

local function diagnostics()
  result.diagnostics = wait_for('diagnostics', function()
    local found = codes()
    return #found > 0 and found
  end)
end

local function definition()
  go_to('mapped_from: source.priority', 'priority')
  local before = line_of_cursor()
  vim.lsp.buf.definition()
  wait_for('the definition', function()
    return line_of_cursor() ~= before
  end)
  result.definition = line_of_cursor()
end

local function hover()
  go_to('mapped_from: source.priority', 'priority')
  vim.lsp.buf.hover()
  local float = wait_for('the hover', function()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then return window end
    end
  end)
  result.hover = table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(float), 0, -1, false), '\n')
  vim.api.nvim_win_close(float, true)
end

local function code_action()
  go_to('source.subjct', 'subjct')
  vim.ui.select = function(items, options, choose)
    result.actions = vim.tbl_map(options.format_item or tostring, items)
    choose(items[1], 1)
  end
  vim.lsp.buf.code_action()
  wait_for('the code action', function()
    return has_line('      mapped_from: source.subject')
  end)
  wait_for('the finding to go', function()
    return not vim.tbl_contains(codes(), 'unknown-source-field')
  end)
  result.diagnosticsAfterAction = codes()
end

local function rename()
  go_to('mapped_from: source.priority', 'priority')
  vim.lsp.buf.rename('severity')
  wait_for('the rename', function()
    return has_line('      mapped_from: source.severity')
  end)
  go_to('    severity:', 'severity')
  result.renamed = line_of_cursor()
end

local function formatting()
  go_to('spec_status: Draft', 'spec_status')
  vim.api.nvim_set_current_line('spec_status:    Draft   ')
  local before = vim.api.nvim_buf_line_count(0)
  if vim.lsp.buf.format then
    vim.lsp.buf.format({ timeout_ms = WAIT })
  else
    vim.lsp.buf.formatting_sync(nil, WAIT)
  end
  result.formatted = line_of_cursor()
  result.sameLines = before == vim.api.nvim_buf_line_count(0)
end

local client = start()
for _, step in ipairs({ diagnostics, definition, hover, code_action, rename, formatting }) do
  local ok, problem = pcall(step)
  if not ok then
    result.failures = result.failures or {}
    table.insert(result.failures, tostring(problem))
  end
end
vim.lsp.stop_client(client)
vim.wait(WAIT, function()
  return vim.lsp.get_client_by_id(client) == nil
end)
result.stopped = vim.lsp.get_client_by_id(client) == nil

local file = io.open(vim.env.INTSPEC_RESULT, 'w')
file:write(vim.json.encode(result))
file:close()
vim.cmd('qall!')
